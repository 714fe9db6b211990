import * as Context from "effect/Context";

/** Counts the requests of a call, so that the error of a cancelled call can report them. */
export interface CallProgress {
  attempts: number;
}

/** Provided by the Promise client. An interrupted Effect has no error that could report it. */
export const CurrentProgress = Context.Reference<CallProgress | undefined>(
  "@knetik-users/core/CurrentProgress",
  { defaultValue: () => undefined },
);
