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
  /** The token of `get` where it is at hand and nobody has to be asked. */
  readonly ready: (
    now: number,
    rejected: string | undefined,
  ) => { readonly token: string | undefined } | undefined;
  /** What these tokens are made of: it must not appear anywhere. */
  readonly secrets: () => ReadonlyArray<string>;
}
