/**
 * A `Tracer` of Effect, such as the one of `@effect/opentelemetry`. Declared by its shape, so that the
 * Promise client's types need no Effect.
 */
export interface SpanTracer {
  /** Starts a span. */
  span(options: never): {
    /** Id of the trace, in hexadecimal. */
    readonly traceId: string;
    /** Id of the span, in hexadecimal. */
    readonly spanId: string;
    /** `true` if the span is exported. */
    readonly sampled: boolean;
  };
}
