import { isUsersError } from "@knetik-users/core";

/** A query of Vue Query. */
interface AnyQuery {
  readonly state: { readonly error: unknown; readonly dataUpdatedAt: number };
}

interface Failures {
  /** The last success before them. */
  readonly dataUpdatedAt: number;
  readonly count: number;
}

const firstWait = 2_000;
const longestWait = 30_000;

const failuresOf = new WeakMap<object, Failures>();
const attempts = new WeakMap<object, { readonly wait: number; readonly at: number }>();

/** Milliseconds to wait after a number of failures; longer if the API asks for it. */
export const waitAfter = (failures: number, retryAfter = 0, random = Math.random()): number => {
  const wait = Math.min(longestWait, firstWait * 2 ** (failures - 1));
  // Several consoles must not return at the same moment.
  return Math.round(Math.max(retryAfter, wait * (0.75 + random / 2)));
};

/**
 * The interval after which a failed read is repeated, for Vue Query's `refetchInterval`: `false` if it has
 * not failed, or repeating it would not help. Each failure has one interval, however often it is asked for.
 */
export const healingInterval = (query: AnyQuery): number | false => {
  const error: unknown = query.state.error;
  if (!isUsersError(error) || !error.retryable) return false;
  const known = attempts.get(error);
  if (known !== undefined) return known.wait;
  const before = failuresOf.get(query);
  const { dataUpdatedAt } = query.state;
  const count = before?.dataUpdatedAt === dataUpdatedAt ? before.count + 1 : 1;
  failuresOf.set(query, { dataUpdatedAt, count });
  const wait = waitAfter(count, "retryAfter" in error ? error.retryAfter : 0);
  attempts.set(error, { wait, at: Date.now() + wait });
  return wait;
};

/** The time of the next attempt after an error, if there will be one. */
export const nextAttemptAt = (error: unknown): number | undefined =>
  typeof error === "object" && error !== null ? attempts.get(error)?.at : undefined;
