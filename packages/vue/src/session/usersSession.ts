import type { Aborted, ErrorOf, Result } from "@knetik-users/core";
import type { ShallowRef } from "vue";
import type { SessionStorage } from "./sessionStorage.ts";

/**
 * - `restoring`: a stored session has not been restored yet. In browsers, calls wait.
 * - `expired`: the API no longer accepts the session. All private data was cleared.
 */
export type SessionStatus = "restoring" | "signed-out" | "signed-in" | "expired";

/** Errors of `signIn`. A wrong user name or password is a `TokenFailure`. */
export type SignInError = ErrorOf<"getOAuthToken"> | Aborted;

/** Options of the session. */
export interface SessionOptions {
  /**
   * Id of a public OAuth client, such as `web`. A public client has no secret, because a page could not
   * protect one.
   */
  readonly clientId: string;
  /** Stores the session beyond the page. Default: none. See {@link SessionStorage} for the risk. */
  readonly storage?: SessionStorage;
  /**
   * `false` does not synchronize tabs. Combined with `"local"` storage they still restore the same session.
   * Default `true`.
   */
  readonly tabs?: boolean;
  /**
   * Default `"at-once"`. With `"manual"`, call `restore()` yourself, for example after hydration, because the
   * server rendered the page without a session. Calls wait until then.
   */
  readonly restore?: "at-once" | "manual";
}

/**
 * The application's session, for code outside components such as a router guard. Components call
 * `useSession`.
 */
export interface UsersSession {
  readonly status: Readonly<ShallowRef<SessionStatus>>;
  /** A random id of the current session, the same after a reload; `undefined` if no user is signed in. */
  readonly id: () => string | undefined;
  /** Never rejects: check the result. */
  readonly signIn: (
    credentials: { readonly username: string; readonly password: string },
    options?: { readonly signal?: AbortSignal },
  ) => Promise<Result<undefined, SignInError>>;
  /** Cancels calls in flight and clears all private data, here and in the other tabs. */
  readonly signOut: () => Promise<void>;
  /** Restores a stored session. Called automatically unless `restore` is `"manual"`. */
  readonly restore: () => Promise<void>;
}
