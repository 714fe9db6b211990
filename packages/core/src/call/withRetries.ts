import * as Effect from "effect/Effect";

/**
 * Runs an effect again after each failure, as long as `decide` succeeds with the milliseconds to wait.
 * Fails with what `decide` fails with. `failures` is 1 after the first failure.
 */
export const withRetries = <A, E>(
  effect: Effect.Effect<A, E>,
  decide: (error: E, failures: number) => Effect.Effect<number, E>,
  failures = 1,
): Effect.Effect<A, E> =>
  Effect.catch(effect, (error) =>
    Effect.flatMap(decide(error, failures), (delay) =>
      Effect.andThen(Effect.sleep(delay), withRetries(effect, decide, failures + 1)),
    ),
  );
