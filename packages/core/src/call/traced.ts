import * as Effect from "effect/Effect";
import * as Tracer from "effect/Tracer";

/** `true` if spans are exported; Effect's built-in tracer drops them. */
export const isTraced = (tracer: Tracer.Tracer): boolean => tracer !== Tracer.nativeTracer;

/** Wraps an effect in a span if spans are exported or `traceparent` is sent. */
export const traced =
  (name: string, options: () => Tracer.SpanOptionsNoTrace, idsAreSent: boolean | undefined) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(Effect.tracer, (tracer) =>
      idsAreSent === true || isTraced(tracer)
        ? Effect.useSpan(name, options(), (span) => Effect.withParentSpan(effect, span))
        : effect,
    );
