/** The retries left to all calls of one client. */
export interface RetryBudget {
  /** Records that the API answered. `refund` is what the call's last retry has cost. */
  readonly succeeded: (refund: number) => void;
  /** Records a failed attempt. Times are in milliseconds of the monotonic clock. */
  readonly failed: (now: number) => void;
  /** Checks for a call that was started while the API was already failing. */
  readonly startedInOutage: (startedAt: number) => boolean;
  /** Takes one retry for a call that was started at `startedAt`; `false` when none is left. */
  readonly withdraw: (startedAt: number) => boolean;
}

/** Failures that go on for longer than this are an outage. */
const outageAfterMs = 1_000;

/** This many successes in a row end an outage. */
const successesThatEndOutage = 10;

/** An outage is forgotten if nothing failed for this long. */
const outageMemoryMs = 60_000;

/** Retries left to the calls that are started in an outage: those of one call. */
const outageReserve = 3;

/** Time in which an outage's calls get one more retry, so that a client without successes recovers. */
const outageRefillMs = 30_000;

/** Time without a failure that refills an empty budget. */
const refillMs = 60_000;

/**
 * Makes the budget of a client: a burst of retries, refilled by successes and by time.
 *
 * Retries help the calls that an outage interrupts. They do not help the calls that are started later
 * in the outage: each of these tries the API anyway. So only the former use the burst; the latter share
 * a small reserve, however large the burst is.
 */
export const makeRetryBudget = (options: {
  readonly budget: number;
  readonly budgetPerCall: number;
}): RetryBudget => {
  const { budget, budgetPerCall } = options;
  let burst = budget;
  let reserve = 0;
  let failingSince: number | undefined;
  let lastFailure: number | undefined;
  let successesInRow = 0;

  const refill = (amount: number) => {
    burst = Math.min(budget, burst + amount);
    reserve = Math.min(budget, reserve + amount);
  };
  const startedInOutage = (startedAt: number) =>
    failingSince !== undefined && startedAt > failingSince + outageAfterMs;

  return {
    startedInOutage,
    succeeded: (refund) => {
      successesInRow += 1;
      if (successesInRow >= successesThatEndOutage) failingSince = undefined;
      refill(budgetPerCall + refund);
    },
    failed: (now) => {
      const quietMs = Math.max(0, now - (lastFailure ?? now));
      if (failingSince === undefined || quietMs >= outageMemoryMs) {
        refill((budget * quietMs) / refillMs);
        reserve = Math.min(budget, outageReserve);
        failingSince = now;
      } else {
        reserve = Math.min(budget, reserve + quietMs / outageRefillMs);
      }
      lastFailure = now;
      successesInRow = 0;
    },
    withdraw: (startedAt) => {
      const isLate = startedInOutage(startedAt);
      // Tolerates rounding: ten refills of 0.2 must allow two retries.
      if ((isLate ? reserve : burst) < 1 - 1e-9) return false;
      if (isLate) reserve -= 1;
      else burst -= 1;
      return true;
    },
  };
};
