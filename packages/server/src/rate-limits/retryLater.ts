import * as Data from "effect/Data";

/** The call was rejected before it changed anything, and may succeed later. */
export class RetryLater extends Data.TaggedError("RetryLater")<{
  readonly kind: "RateLimited" | "Overloaded";
  /** Whole seconds. */
  readonly retryAfter: number;
}> {}
