import * as Effect from "effect/Effect";

/**
 * Attempts something again after each failure, as long as `decide` succeeds with the milliseconds to
 * wait. Fails with what `decide` fails with. `failures` is 1 after the first failure.
 */
export const withRetries = <A, E>(
  attempt: () => Effect.Effect<A, E>,
  decide: (error: E, failures: number) => Effect.Effect<number, E>,
  failures = 1,
): Effect.Effect<A, E> =>
  Effect.catch(attempt(), (error) =>
    Effect.flatMap(decide(error, failures), (delay) =>
      Effect.flatMap(Effect.sleep(delay), () => withRetries(attempt, decide, failures + 1)),
    ),
  );
