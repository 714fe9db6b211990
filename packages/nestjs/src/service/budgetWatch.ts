import type { ClientEvent } from "@knetik-users/core";

/** Knows whether the retry budget was spent of late. */
export interface BudgetWatch {
  readonly onEvent: (event: ClientEvent) => void;
  /** Whether a call was not repeated within the last `milliseconds` because the budget was spent. */
  readonly spentWithin: (milliseconds: number) => boolean;
}

export const budgetWatch = (): BudgetWatch => {
  let spentAt = Number.NEGATIVE_INFINITY;
  return {
    onEvent: (event) => {
      if (event.type === "give-up" && event.because === "budget") spentAt = performance.now();
    },
    spentWithin: (milliseconds) => performance.now() - spentAt <= milliseconds,
  };
};
