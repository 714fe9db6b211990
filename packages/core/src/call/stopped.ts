import type { StopReason } from "../errors/details.ts";
import type { UsersError } from "../errors/unions.ts";

const becauseOf: { readonly [Reason in StopReason]?: string } = {
  retries: "no retries are left.",
  "retry-after": "the API asks to wait longer than maxRetryAfter.",
  deadline: "the time limit of the call leaves no time for another.",
  budget: "the retry budget of the client is spent.",
};

const sentence = ({ _tag, attempts }: UsersError, reason: StopReason): string => {
  if (reason === "not-safe")
    return " It was not sent again, because the API may have processed it.";
  const because = becauseOf[reason];
  // The message of a time limit names it already.
  if (because === undefined || (_tag === "TimedOut" && reason === "deadline")) return "";
  return ` Gave up after ${attempts} ${attempts === 1 ? "attempt" : "attempts"}: ${because}`;
};

/** Adds to an error which limit ended the retries, if it was retryable at all. */
export const withStopReason = (error: UsersError, reason: StopReason | undefined): UsersError => {
  // The reason of a token request says more than that its call is not retried.
  if (!error.retryable || error._tag === "TokenFailure" || reason === undefined) return error;
  // A copy, because the stack begins with the message.
  const make = error.constructor as new (details: object) => UsersError;
  const message = error.message + sentence(error, reason);
  return new make(Object.assign({}, error, { message, stoppedBy: reason }));
};
