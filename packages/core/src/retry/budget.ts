/** Counts the retries that all calls of one client may still make. */
export interface RetryBudget {
  /** To be called once for each call. */
  readonly deposit: () => void;
  /** Takes one retry; `false` when none is left. */
  readonly withdraw: () => boolean;
}

export const makeRetryBudget = (options: {
  readonly budget: number;
  readonly budgetPerCall: number;
}): RetryBudget => {
  let left = options.budget;
  return {
    deposit: () => {
      left = Math.min(options.budget, left + options.budgetPerCall);
    },
    withdraw: () => {
      // Ten fifths must be two, whatever floating point says.
      if (left < 1 - 1e-9) return false;
      left -= 1;
      return true;
    },
  };
};
