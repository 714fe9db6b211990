import { isUsersError, type UsersError } from "../errors/unions.ts";
import { sleep } from "./sleep.ts";

interface PatienceOptions {
  /** Milliseconds since the last success, after which the work ends. It can be resumed. */
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Called before each wait. */
  readonly onWait: (error: UsersError, wait: number) => void;
}

/**
 * Repeats calls until the API is available again. The client has already retried each of them; this is
 * for outages that last longer. Only the calls in flight wait, so few are sent to an API that is down.
 */
export interface Patience {
  /** Repeats a call, which must be safe to repeat. */
  readonly repeat: <Value>(call: () => Promise<Value>) => Promise<Value>;
  /** The waits of one call, for those who repeat it themselves. */
  readonly start: () => Waits;
  /** Notes that the API is available. */
  readonly succeeded: () => void;
  /** `true` if a call has succeeded lately, and the work was not ended. */
  readonly isAvailable: () => boolean;
}

export interface Waits {
  /** Waits after a failure; throws it if there is nothing to wait for, or no time left. */
  readonly afterFailure: (error: unknown) => Promise<void>;
  /** Notes that the call itself works again: the next wait is a short one. */
  readonly reset: () => void;
}

const firstWait = 1_000;
const longestWait = 30_000;
/**
 * A call that fails so often is not failing because of an outage, if others succeed between its failures.
 * Those during an outage do not count: a call may have many of them before the API is back.
 */
const maxFailures = 6;

export const makePatience = ({ limit, signal, onWait }: PatienceOptions): Patience => {
  const startedAt = Date.now();
  let lastSuccess = startedAt;
  let successes = 0;
  const succeeded = () => {
    successes += 1;
    lastSuccess = Date.now();
  };
  const isRecent = (time: number) => Date.now() - time <= longestWait;
  const isAvailable = () => !signal.aborted && lastSuccess > startedAt && isRecent(lastSuccess);
  const start = (): Waits => {
    let failures = 0;
    let whileOthersSucceed = 0;
    let successesBefore = 0;
    return {
      afterFailure: async (error) => {
        if (!isUsersError(error) || !error.retryable || signal.aborted) throw error;
        failures += 1;
        whileOthersSucceed = successes > successesBefore ? whileOthersSucceed + 1 : 0;
        successesBefore = successes;
        if (whileOthersSucceed > maxFailures && isAvailable()) throw error;
        const asked = "retryAfter" in error ? (error.retryAfter ?? 0) : 0;
        const next = Math.max(Math.min(longestWait, firstWait * 2 ** (failures - 1)), asked);
        if (Date.now() + next - lastSuccess > limit) throw error;
        onWait(error, next);
        await sleep(next, signal);
      },
      reset: () => {
        failures = 0;
        whileOthersSucceed = 0;
      },
    };
  };
  const repeat = async <Value>(call: () => Promise<Value>): Promise<Value> => {
    const waits = start();
    for (;;) {
      try {
        const value = await call();
        succeeded();
        return value;
      } catch (error) {
        await waits.afterFailure(error);
      }
    }
  };
  return { repeat, start, succeeded, isAvailable };
};
