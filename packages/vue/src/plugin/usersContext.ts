import { ConfigurationError, type UsersClient } from "@knetik-users/core";
import type { QueryClient } from "@tanstack/vue-query";
import { hasInjectionContext, inject, type InjectionKey, type ShallowRef } from "vue";
import type { UsersSession } from "../session/usersSession.ts";

/** What the plugin provides to the composables. */
export interface UsersContext {
  readonly client: UsersClient;
  readonly queryClient: QueryClient;
  readonly session: UsersSession | undefined;
  /** Grows whenever the cache is cleared: who holds something back lets go of it. */
  readonly generation: Readonly<ShallowRef<number>>;
}

/** Of the registry, so that two copies of this package in one page understand each other. */
export const usersContextKey: InjectionKey<UsersContext> = Symbol.for("@knetik-users/vue");

/** What the plugin provided. Says which composable was called where there is none. */
export const useUsersContext = (composable: string): UsersContext => {
  if (!hasInjectionContext()) {
    throw new ConfigurationError([
      {
        code: "KUV1002",
        option: composable,
        why: "It was called outside of setup(), or after an await in there.",
        fix: "Call it at the top of <script setup>; in a router or a store take the client of createUsers().",
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
