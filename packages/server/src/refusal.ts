import type { Endpoint, FailureOf, FieldIssue } from "@knetik-users/core/effect";
import * as Data from "effect/Data";
import type { RefusalKind, TransportKind } from "./failureKinds.ts";
import { shownIssues } from "./issues.ts";

/** Why a call was refused, and which fields it was for. */
export class Refusal<Kind extends RefusalKind = RefusalKind> extends Data.Error<{
  readonly _tag: RefusalKind;
  readonly issues: ReadonlyArray<FieldIssue>;
}> {
  declare readonly _tag: Kind;
}

/** `yield* refuse("BadRequest", [issue("size", "must be 1000 or less")])` */
export const refuse = <Kind extends RefusalKind>(
  kind: Kind,
  issues: ReadonlyArray<FieldIssue> = [],
): Refusal<Kind> => {
  const refusal: Refusal = new Refusal({ _tag: kind, issues: shownIssues(issues) });
  // The class holds what it was made with.
  return refusal as Refusal<Kind>;
};

/** The errors of RFC 6749, section 5.2. */
export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "unauthorized_client"
  | "unsupported_grant_type";

/** Why the token endpoint gave no token. */
export class TokenRefusal extends Data.TaggedError("TokenFailure")<{
  readonly error: OAuthErrorCode;
  readonly description: string;
}> {}

/** Nothing was done, and later it may be: core's `RateLimited` and `ServerError`, with a time. */
export class NotNow extends Data.TaggedError("NotNow")<{
  readonly kind: Extract<TransportKind, "RateLimited" | "Overloaded">;
  /** Whole seconds. */
  readonly retryAfter: number;
}> {}

/** The refusals that the contract declares for an endpoint: a handler may fail with no other. */
export type RefusalOf<E extends Endpoint> =
  | NotNow
  | Refusal<Extract<FailureOf<E>["_tag"], RefusalKind>>
  | ("TokenFailure" extends InstanceType<E["failures"][number]>["_tag"] ? TokenRefusal : never);
