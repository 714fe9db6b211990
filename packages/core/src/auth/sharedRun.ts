import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import type * as Scope from "effect/Scope";
import { isCloudflareWorkers } from "../platform/cloudflareWorkers.ts";
import { currentMonotonicMillis } from "../platform/monotonicTime.ts";

/** The outcome of a run that stopped without one: see {@link SharedRun.join}. */
export const lost = Symbol("lost");

/** An effect that runs once for all calls that wait for it. */
export interface SharedRun<A, E> {
  /** For the call that started it. */
  readonly fiber: Fiber.Fiber<A, E>;
  /**
   * Waits for a run that another call started. `lost` if it has stopped: in Cloudflare Workers it does
   * when the incoming request that started it has been answered.
   */
  readonly join: Effect.Effect<A | typeof lost, E>;
}

/**
 * Starts an effect that continues if the call that started it is cancelled, until `scope` is closed.
 */
export const startSharedRun = <A, E>(
  effect: Effect.Effect<A, E>,
  scope: Scope.Scope,
): Effect.Effect<SharedRun<A, E>> =>
  Effect.suspend(() =>
    isCloudflareWorkers()
      ? startInRequest(effect)
      : Effect.map(Effect.forkIn(effect, scope, { startImmediately: true }), (fiber) => ({
          fiber,
          join: Fiber.join(fiber),
        })),
  );

/** Leaves a run in the background. Waits in Cloudflare Workers, where it would be lost. */
export const leaveRunning = (fiber: Fiber.Fiber<unknown, unknown>): Effect.Effect<void> =>
  isCloudflareWorkers() ? Effect.asVoid(Fiber.await(fiber)) : Effect.void;

/** Milliseconds between two looks at a run, which may belong to another incoming request. */
const pollMs = 20;
/** Milliseconds between two signs of life of a run. */
const heartbeatMs = 500;
/** A run without a sign of life for so many milliseconds is lost. */
const lostAfterMs = 2_000;

/**
 * Starts an effect that belongs to the incoming request. Calls of other requests look at its outcome in
 * intervals. It is not in a scope: closing that in another request would fail.
 */
const startInRequest = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<SharedRun<A, E>> =>
  Effect.gen(function* () {
    let lastSign = yield* currentMonotonicMillis;
    const heartbeat = currentMonotonicMillis.pipe(
      Effect.tap((now) => Effect.sync(() => (lastSign = now))),
      Effect.delay(heartbeatMs),
      Effect.forever,
    );
    const fiber = yield* Effect.forkDetach(Effect.raceFirst(effect, heartbeat), {
      startImmediately: true,
    });
    const join: SharedRun<A, E>["join"] = Effect.flatMap(currentMonotonicMillis, (now) => {
      const exit = fiber.pollUnsafe();
      if (exit !== undefined) return exit;
      return now - lastSign > lostAfterMs
        ? Effect.succeed(lost)
        : Effect.andThen(Effect.sleep(pollMs), join);
    });
    return { fiber, join };
  });
