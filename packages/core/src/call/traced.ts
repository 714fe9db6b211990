import * as Effect from "effect/Effect";
import type * as Fiber from "effect/Fiber";
import * as Tracer from "effect/Tracer";

/** `true` if spans are exported; Effect's built-in tracer drops them. */
const isTraced = ({ cache: { tracer } }: Fiber.Fiber<unknown, unknown>): boolean =>
  tracer !== undefined && tracer !== Tracer.nativeTracer;

/** Runs an effect of a fiber in a span if spans are exported or `traceparent` is sent. */
export const traced = <A, E, R>(
  fiber: Fiber.Fiber<unknown, unknown>,
  idsAreSent: boolean | undefined,
  describe: () => { readonly name: string } & Tracer.SpanOptionsNoTrace,
  run: (span: Tracer.Span | undefined) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> => {
  if (idsAreSent !== true && !isTraced(fiber)) return run(undefined);
  const { name, ...options } = describe();
  return Effect.useSpan(name, options, (span) =>
    Effect.withParentSpan(
      Effect.suspend(() => run(span)),
      span,
    ),
  );
};
