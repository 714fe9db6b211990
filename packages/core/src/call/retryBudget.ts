/** The retries left to all calls of one client. */
export interface RetryBudget {
  /** Call once per call. */
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
      // Tolerates rounding: ten deposits of 0.2 must allow two retries.
      if (left < 1 - 1e-9) return false;
      left -= 1;
      return true;
    },
  };
};
