import type { Aborted, ErrorOf, Result } from "@knetik-users/core";
import type { ShallowRef } from "vue";
import type { SessionStorage } from "./sessionStorage.ts";

/**
 * - `restoring`: whether somebody is signed in is being found out; calls wait for it.
 * - `expired`: somebody was, and the API no longer accepts it. Everything private is gone.
 */
export type SessionStatus = "restoring" | "signed-out" | "signed-in" | "expired";

/** Why nobody could be signed in. A wrong name or password is a `TokenFailure`. */
export type SignInError = ErrorOf<"getOAuthToken"> | Aborted;

/** How sessions work in this application. */
export interface SessionOptions {
  /** A public client, such as `web`: one without a secret, which a page could not keep. */
  readonly clientId: string;
  /** Where the session outlives the page. Default: nowhere. Read what you risk with it. */
  readonly storage?: SessionStorage;
  /** `false`: every tab has a session of its own. */
  readonly tabs?: boolean;
  /**
   * `"manual"` restores a kept session when you call `restore()`: after the hydration of a page
   * that a server rendered, which knows of no session. Calls wait until then.
   */
  readonly restore?: "at-once" | "manual";
}

/** Who is signed in. `createUsers` makes it; components take `useSession`. */
export interface UsersSession {
  readonly status: Readonly<ShallowRef<SessionStatus>>;
  /** Never rejects: what went wrong is in the result. */
  readonly signIn: (
    credentials: { readonly username: string; readonly password: string },
    options?: { readonly signal?: AbortSignal },
  ) => Promise<Result<undefined, SignInError>>;
  /** Cancels what is under way and forgets everything private, here and in the other tabs. */
  readonly signOut: () => Promise<void>;
  /** Takes up a session that was kept. Done by itself unless `restore` is `"manual"`. */
  readonly restore: () => Promise<void>;
}
