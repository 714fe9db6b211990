import { ConfigurationError, type UsersClient } from "@knetik-users/core";
import type { QueryClient } from "@tanstack/vue-query";
import { hasInjectionContext, inject, type InjectionKey, type ShallowRef } from "vue";
import type { UsersSession } from "../session/usersSession.ts";

/** Provided by the plugin to the composables. */
export interface UsersContext {
  readonly client: UsersClient;
  readonly queryClient: QueryClient;
  readonly session: UsersSession | undefined;
  /** Incremented when the cache is cleared, so that composables drop data they have kept. */
  readonly generation: Readonly<ShallowRef<number>>;
}

/** A registered symbol, so that two copies of this package in one page share it. */
export const usersContextKey: InjectionKey<UsersContext> = Symbol.for("@knetik-users/vue");

/** Injects the context. Throws a `ConfigurationError` that names the composable if there is none. */
export const useUsersContext = (composable: string): UsersContext => {
  if (!hasInjectionContext()) {
    throw new ConfigurationError([
      {
        code: "KUV1002",
        option: composable,
        why: "Was called outside of setup(), or after an await.",
        fix: "Call it at the top of <script setup> or of a Pinia store; in a router use the client of createUsers().",
      },
    ]);
  }
  const context = inject(usersContextKey, undefined);
  if (context === undefined) {
    throw new ConfigurationError([
      {
        code: "KUV1001",
        option: composable,
        why: "The plugin of @knetik-users/vue is not installed in this application.",
        fix: "Install it before mounting: app.use(createUsers({ options: { baseUrl } })).",
      },
    ]);
  }
  return context;
};
