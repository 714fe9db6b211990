import * as Effect from "effect/Effect";
import * as Tracer from "effect/Tracer";

/** Whether spans go anywhere: the tracer that Effect has by itself keeps them from everybody. */
export const isTraced = (tracer: Tracer.Tracer): boolean => tracer !== Tracer.nativeTracer;

/** Puts a span around an effect where somebody looks at spans, or where its ids are sent on. */
export const traced =
  (name: string, options: () => Tracer.SpanOptionsNoTrace, idsAreSent: boolean | undefined) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(Effect.tracer, (tracer) =>
      idsAreSent === true || isTraced(tracer)
        ? Effect.useSpan(name, options(), (span) => Effect.withParentSpan(effect, span))
        : effect,
    );
