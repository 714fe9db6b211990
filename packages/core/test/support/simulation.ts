import { makeRetryBudget, type RetryBudget } from "../../src/call/retryBudget.ts";
import { retryDefaults, type ResolvedRetryOptions } from "../../src/call/retryOptions.ts";
import { decideRetry } from "../../src/call/decideRetry.ts";
import type { StopReason } from "../../src/errors/details.ts";
import { ConnectionFailed, RateLimited, ServerError } from "../../src/errors/errors.ts";
import type { UsersError } from "../../src/errors/unions.ts";

/** Random numbers in [0, 1) that are the same in every run (mulberry32). */
const seededRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Functions that run at times of a simulated clock, in milliseconds. */
class Timeline {
  now = 0;
  readonly #queue: Array<{ at: number; order: number; run: () => void }> = [];
  #added = 0;

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#queue[a]!, this.#queue[b]!];
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  }

  #swap(a: number, b: number): void {
    [this.#queue[a], this.#queue[b]] = [this.#queue[b]!, this.#queue[a]!];
  }

  after(delay: number, run: () => void): void {
    this.#queue.push({ at: this.now + delay, order: (this.#added += 1), run });
    for (let child = this.#queue.length - 1; child > 0;) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) break;
      this.#swap(child, parent);
      child = parent;
    }
  }

  /** Runs everything up to a time. */
  runUntil(end: number): void {
    for (;;) {
      const next = this.#queue[0];
      if (next === undefined || next.at > end) break;
      this.#swap(0, this.#queue.length - 1);
      this.#queue.pop();
      for (let parent = 0; ;) {
        let first = parent;
        for (const child of [2 * parent + 1, 2 * parent + 2]) {
          if (child < this.#queue.length && this.#isBefore(child, first)) first = child;
        }
        if (first === parent) break;
        this.#swap(parent, first);
        parent = first;
      }
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }
}

const details = { operation: "getUsers", message: "", issues: [], retryable: true };

/** The errors of a simulated API. */
export const failures = {
  unavailable: (retryAfter?: number): UsersError =>
    new ServerError({ ...details, attempts: 1, status: 503, retryAfter }),
  limited: (retryAfter?: number): UsersError =>
    new RateLimited({ ...details, attempts: 1, status: 429, retryAfter }),
  reset: (): UsersError =>
    new ConnectionFailed({ ...details, attempts: 1, reason: "reset", reached: "unknown" }),
};

/** Answers the request with this number at this time, in milliseconds: with an error, or a success. */
export type SimulatedApi = (at: number, request: number) => UsersError | undefined;

export interface SimulatedCall {
  readonly startedAt: number;
  readonly attempts: number;
  readonly stoppedBy: StopReason | undefined;
}

/** Clients with the real retry decision and the real budget, on a simulated clock. */
export const simulate = (options: {
  readonly seed: number;
  readonly api: SimulatedApi;
  readonly retry?: Partial<ResolvedRetryOptions>;
  /** Default: that of the library. */
  readonly makeBudget?: typeof makeRetryBudget;
  /** Milliseconds of a round trip. Default 20. */
  readonly latency?: number;
}) => {
  const random = seededRandom(options.seed);
  const timeline = new Timeline();
  const retryOptions = { ...retryDefaults, ...options.retry };
  const latency = options.latency ?? 20;
  /** Time of each request. */
  const requests: Array<number> = [];
  const ended: Array<SimulatedCall> = [];

  const call = (budget: RetryBudget, onEnd?: (call: SimulatedCall) => void) => {
    const startedAt = timeline.now;
    let refund = 0;
    const end = (attempts: number, stoppedBy: StopReason | undefined) => {
      const one = { startedAt, attempts, stoppedBy };
      ended.push(one);
      onEnd?.(one);
    };
    const attempt = (number: number) => {
      requests.push(timeline.now);
      const error = options.api(timeline.now, requests.length);
      timeline.after(latency, () => {
        if (error === undefined) {
          budget.succeeded(refund);
          end(number, undefined);
          return;
        }
        const decision = decideRetry(
          {
            retryClass: "safe",
            options: retryOptions,
            budget,
            startedAt,
            deadline: startedAt + 60_000,
          },
          error,
          number,
          timeline.now,
          random(),
        );
        if (!decision.retry) {
          end(number, decision.reason);
          return;
        }
        refund = decision.cost;
        timeline.after(decision.delay, () => attempt(number + 1));
      });
    };
    attempt(1);
  };

  return {
    random,
    timeline,
    requests,
    ended,
    client: () => {
      const budget = (options.makeBudget ?? makeRetryBudget)(retryOptions);
      return (onEnd?: (call: SimulatedCall) => void) => call(budget, onEnd);
    },
  };
};

/** Clients that make independent calls at random times, and an API that fails for a while. */
export const simulateOutage = (options: {
  readonly clients: number;
  /** Calls per second of each client, on average. */
  readonly rate: number;
  /** Milliseconds. */
  readonly begins: number;
  readonly lasts: number;
  readonly total: number;
  /** The part of the requests that fails in the outage. Default all. */
  readonly failing?: number;
  readonly error?: () => UsersError;
  readonly seed?: number;
  readonly retry?: Partial<ResolvedRetryOptions>;
  readonly makeBudget?: typeof makeRetryBudget;
}) => {
  const {
    clients,
    rate,
    begins,
    lasts,
    total,
    failing = 1,
    error = failures.unavailable,
  } = options;
  const ends = begins + lasts;
  const isOutage = (at: number) => at >= begins && at < ends;
  const broken = seededRandom(2);
  const world = simulate({
    seed: options.seed ?? 1,
    ...(options.retry && { retry: options.retry }),
    ...(options.makeBudget && { makeBudget: options.makeBudget }),
    api: (at) => (isOutage(at) && broken() < failing ? error() : undefined),
  });
  for (let number = 0; number < clients; number += 1) {
    const call = world.client();
    const later = () => (-Math.log(1 - world.random()) / rate) * 1_000;
    const next = () => {
      call();
      world.timeline.after(later(), next);
    };
    world.timeline.after(later(), next);
  }
  world.timeline.runUntil(total);
  const requests = (from: number, to: number) =>
    world.requests.filter((at) => at >= from && at < to).length;
  const calls = world.ended.filter(({ startedAt }) => isOutage(startedAt)).length;
  return {
    /** Requests per second of a span of time. */
    perSecond: (from: number, to: number) => requests(from, to) / ((to - from) / 1_000),
    /** Requests in the outage per request without an outage. */
    amplification: requests(begins, ends) / (clients * rate * (lasts / 1_000)),
    /** The part of the calls of the outage that succeeded. */
    succeeded:
      world.ended.filter(
        ({ startedAt, stoppedBy }) => isOutage(startedAt) && stoppedBy === undefined,
      ).length / calls,
  };
};
