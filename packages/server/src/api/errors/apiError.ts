import type { Endpoint, ErrorOf, FieldIssue } from "@knetik-users/core/effect";
import * as Data from "effect/Data";
import type { RetryLater } from "../../rate-limits/retryLater.ts";
import type { PreconditionFailed } from "./preconditionFailed.ts";
import type { ApiErrorKind } from "./errorKinds.ts";
import { shownIssues } from "./fieldIssues.ts";

/** An error that the contract declares, with the invalid fields. */
export class ApiError<Kind extends ApiErrorKind = ApiErrorKind> extends Data.Error<{
  readonly _tag: ApiErrorKind;
  readonly issues: ReadonlyArray<FieldIssue>;
}> {
  declare readonly _tag: Kind;
}

/** Makes an error: `yield* fail("BadRequest", [issue("size", "must be 1000 or less")])`. */
export const fail = <Kind extends ApiErrorKind>(
  kind: Kind,
  issues: ReadonlyArray<FieldIssue> = [],
): ApiError<Kind> => {
  const refusal: ApiError = new ApiError({ _tag: kind, issues: shownIssues(issues) });
  // The tag is the given kind.
  return refusal as ApiError<Kind>;
};

/** Error codes of RFC 6749, section 5.2. */
export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_grant"
  | "unauthorized_client"
  | "unsupported_grant_type";

/** An error of the token endpoint. */
export class TokenError extends Data.TaggedError("TokenFailure")<{
  readonly error: OAuthErrorCode;
  readonly description: string;
}> {}

/** The errors that the contract declares for an endpoint. Its handler can fail with no others. */
export type ApiErrorOf<E extends Endpoint> =
  | RetryLater
  | PreconditionFailed
  | ApiError<Extract<ErrorOf<E>["_tag"], ApiErrorKind>>
  | ("TokenFailure" extends InstanceType<E["failures"][number]>["_tag"] ? TokenError : never);
