import type { OperationName } from "../contract/contract.ts";
import type { EncodedRequest } from "../contract/encodeRequest.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import type { TimedOut } from "../errors/errors.ts";

/** One request of one call. */
export interface Attempt {
  readonly endpoint: Endpoint & { readonly name: OperationName };
  readonly request: EncodedRequest;
  readonly token: string | undefined;
  /** 1 for the first. */
  readonly number: number;
  /** Milliseconds that are left for it. */
  readonly timeLeft: number;
  /** The error where they run out. */
  readonly timedOut: () => TimedOut;
  /** What else must not appear in an error. */
  readonly secrets: ReadonlyArray<string>;
}
