import type { ClientEvent } from "@knetik-users/core";

/** Remembers when the retry budget last prevented a retry. */
export interface RetryBudgetMonitor {
  readonly onEvent: (event: ClientEvent) => void;
  /** `true` if the budget has prevented a retry within the last `milliseconds`. */
  readonly spentWithin: (milliseconds: number) => boolean;
}

export const makeRetryBudgetMonitor = (): RetryBudgetMonitor => {
  let spentAt = Number.NEGATIVE_INFINITY;
  return {
    onEvent: (event) => {
      if (event.type === "give-up" && event.reason === "budget") spentAt = performance.now();
    },
    spentWithin: (milliseconds) => performance.now() - spentAt <= milliseconds,
  };
};
