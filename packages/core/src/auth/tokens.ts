import type * as Effect from "effect/Effect";
import type { TokenFailure } from "../errors/errors.ts";

/** Where the calls of one client get their access tokens from. */
export interface Tokens {
  /**
   * The token for the next request; `undefined` where calls are anonymous.
   *
   * @param rejected The token that the API has just refused. A source that can renew it does; one
   * that cannot answers the same token again.
   */
  readonly get: (rejected?: string) => Effect.Effect<string | undefined, TokenFailure>;
  /** What these tokens are made of: it must not appear anywhere. */
  readonly secrets: () => ReadonlyArray<string>;
}
