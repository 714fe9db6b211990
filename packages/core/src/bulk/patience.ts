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
  /** Waits after a failure; throws it if there is nothing to wait for, or no time left. */
  readonly wait: (error: unknown, failures: number) => Promise<void>;
  /** Notes that the API is available. */
  readonly succeeded: () => void;
  /** `true` if a call has succeeded lately, and the work was not ended. */
  readonly isAvailable: () => boolean;
}

const firstWait = 1_000;
const longestWait = 30_000;
/** A call that fails so often while others succeed is not failing because of an outage. */
const maxFailures = 6;

export const makePatience = ({ limit, signal, onWait }: PatienceOptions): Patience => {
  const startedAt = Date.now();
  let lastSuccess = startedAt;
  const succeeded = () => {
    lastSuccess = Date.now();
  };
  const isRecent = (time: number) => Date.now() - time <= longestWait;
  const isAvailable = () => !signal.aborted && lastSuccess > startedAt && isRecent(lastSuccess);
  const wait = async (error: unknown, failures: number): Promise<void> => {
    if (!isUsersError(error) || !error.retryable || signal.aborted) throw error;
    if (failures > maxFailures && isAvailable()) throw error;
    const asked = "retryAfter" in error ? (error.retryAfter ?? 0) : 0;
    const next = Math.max(Math.min(longestWait, firstWait * 2 ** (failures - 1)), asked);
    if (Date.now() + next - lastSuccess > limit) throw error;
    onWait(error, next);
    await sleep(next, signal);
  };
  const repeat = async <Value>(call: () => Promise<Value>): Promise<Value> => {
    for (let failures = 1; ; failures += 1) {
      try {
        const value = await call();
        succeeded();
        return value;
      } catch (error) {
        await wait(error, failures);
      }
    }
  };
  return { repeat, wait, succeeded, isAvailable };
};
