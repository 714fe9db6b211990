import * as Effect from "effect/Effect";
import type * as Fiber from "effect/Fiber";
import * as Tracer from "effect/Tracer";

/** `true` if spans are exported; Effect's built-in tracer drops them. */
const isTraced = (tracer: Tracer.Tracer): boolean => tracer !== Tracer.nativeTracer;

/** Runs an effect in a span if spans are exported or `traceparent` is sent. */
export const traced = <A, E, R>(
  idsAreSent: boolean | undefined,
  describe: () => { readonly name: string } & Tracer.SpanOptionsNoTrace,
  run: (
    fiber: Fiber.Fiber<unknown, unknown>,
    span: Tracer.Span | undefined,
  ) => Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> =>
  Effect.withFiber((fiber) => {
    if (idsAreSent !== true && !isTraced(fiber.getRef(Tracer.Tracer))) return run(fiber, undefined);
    const { name, ...options } = describe();
    return Effect.useSpan(name, options, (span) => Effect.withParentSpan(run(fiber, span), span));
  });
