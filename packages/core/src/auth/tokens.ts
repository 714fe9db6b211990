import type * as Effect from "effect/Effect";
import type { TokenFailure } from "../errors/errors.ts";

/** Source of the access tokens of a client. */
export interface Tokens {
  /**
   * The token for the next request; `undefined` for an anonymous call.
   *
   * @param rejected The token that the API has just rejected. A source that cannot renew it returns the
   * same token again.
   */
  readonly get: (rejected?: string) => Effect.Effect<string | undefined, TokenFailure>;
  /** The token of `get` if it is available synchronously. */
  readonly ready: (
    now: number,
    rejected: string | undefined,
  ) => { readonly token: string | undefined } | undefined;
  /** `true` if the token was found in a store, so that it may be as outdated as the one it replaces. */
  readonly isFromStore?: (token: string) => boolean;
  /** The tokens and credentials, for redaction. */
  readonly secrets: () => ReadonlyArray<string>;
}
