import type { Result, User } from "@knetik-users/core";
import type { SignInError } from "@knetik-users/vue";
import type { InjectionKey, Ref } from "vue";
import type { SessionState } from "../shared/sessionState.ts";

export type { SignInError };

/** The session of a page, on the server and in the browser. */
export interface PageSession {
  readonly state: Readonly<Ref<SessionState>>;
  readonly refresh: () => Promise<void>;
  readonly signIn: (credentials: {
    readonly username: string;
    readonly password: string;
  }) => Promise<Result<undefined, SignInError>>;
  readonly signOut: () => Promise<void>;
}

/** What the plugin provides to `useUserSession`. */
export interface PageContext {
  readonly session: PageSession;
  readonly user: Readonly<Ref<User | undefined>>;
  readonly userError: Readonly<Ref<Error | null>>;
}

/** Key of {@link PageContext}. */
export const pageContextKey: InjectionKey<PageContext> = Symbol.for("@knetik-users/nuxt");
