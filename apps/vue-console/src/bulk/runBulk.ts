import { isUsersError, type UserSummary } from "@knetik-users/core";
import { unchanged } from "./actions.ts";
import { waitAfter } from "../outage/healing.ts";

/** `unchanged`: there was nothing to do. `undone`: done, and then undone. */
export type RowState = "waiting" | "running" | "done" | "unchanged" | "failed" | "undone";

/** A user of a bulk action, and what has become of it. */
export interface BulkRow {
  readonly user: UserSummary;
  state: RowState;
  error?: unknown;
}

export interface BulkOptions {
  /** Acts on one user. Must be safe to repeat. Returns `unchanged` if there was nothing to do. */
  readonly act: (user: UserSummary, signal: AbortSignal) => Promise<unknown>;
  /** The rows to act on, which are `waiting`. */
  readonly rows: ReadonlyArray<BulkRow>;
  readonly signal: AbortSignal;
  /** The state of a row that was acted on. */
  readonly done: "done" | "undone";
  readonly onChange: () => void;
  /** Called before a wait for an API that is unavailable, and with `undefined` after it. */
  readonly onWait: (until: number | undefined) => void;
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Rows in work at a time. The client limits requests, too, but a call that waits for its turn there may reach
 * its time limit.
 */
const concurrency = 8;
/** Failures in a row after which a row is given up. */
const mostFailures = 6;

const sleepUntil = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const stop = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      resolve();
    };
    const timer = setTimeout(stop, milliseconds);
    signal.addEventListener("abort", stop);
  });

/** `true` if no further row can succeed, so that the rest should wait for the person. */
const endsAll = (error: unknown): boolean =>
  isUsersError(error) &&
  (error._tag === "Unauthorized" || error._tag === "TokenFailure" || error._tag === "Aborted");

/**
 * Acts on many users, a few at a time. While the API is unavailable all wait for the same time. Rows that were
 * not begun when the signal was aborted, or the session ended, are still `waiting`: run them again to continue.
 */
export const runBulk = async ({
  act,
  rows,
  signal,
  done,
  onChange,
  onWait,
  sleep = sleepUntil,
}: BulkOptions): Promise<void> => {
  const queue = rows.filter(({ state }) => state === "waiting").values();
  let isEnded = false;
  let pause: Promise<void> | undefined;
  const isStopped = () => signal.aborted || isEnded;

  const waitTogether = (error: unknown, failures: number) =>
    (pause ??= (async () => {
      const asked = isUsersError(error) && "retryAfter" in error ? error.retryAfter : 0;
      const wait = waitAfter(failures, asked);
      onWait(Date.now() + wait);
      await sleep(wait, signal);
      onWait(undefined);
      pause = undefined;
    })());

  const actOn = async (row: BulkRow): Promise<void> => {
    for (let failures = 0; ;) {
      await pause;
      if (isStopped()) {
        row.state = "waiting";
        return;
      }
      try {
        const outcome = await act(row.user, signal);
        row.state = done === "done" && outcome === unchanged ? unchanged : done;
        delete row.error;
        return;
      } catch (error) {
        if (isStopped() || endsAll(error)) {
          isEnded = true;
          row.state = "waiting";
          return;
        }
        failures += 1;
        if (!isUsersError(error) || !error.retryable || failures >= mostFailures) {
          row.state = "failed";
          row.error = error;
          return;
        }
        await waitTogether(error, failures);
      }
    }
  };
  const work = async () => {
    for (const row of queue) {
      if (isStopped()) return;
      row.state = "running";
      onChange();
      await actOn(row);
      onChange();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
};
