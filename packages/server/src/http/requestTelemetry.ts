import {
  context,
  metrics,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
} from "@opentelemetry/api";
import manifest from "../../package.json" with { type: "json" };

/** Attributes of a finished request. */
interface Answered {
  /** The path template; undefined for an unknown path. */
  readonly route: string | undefined;
  readonly status: number;
}

/**
 * Reports each request to OpenTelemetry: a span and its duration. The process configures the SDK;
 * without one this does nothing. URLs with queries, headers and bodies are not included.
 */
export const makeTelemetry = () => {
  const tracer = trace.getTracer(manifest.name, manifest.version);
  const meter = metrics.getMeter(manifest.name, manifest.version);
  const duration = meter.createHistogram("http.server.request.duration", {
    description: "Duration of requests.",
    unit: "s",
    advice: {
      explicitBucketBoundaries: [
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
      ],
    },
  });
  const active = meter.createUpDownCounter("http.server.active_requests", {
    description: "Number of requests in flight.",
    unit: "{request}",
  });

  return async (request: Request, answer: () => Promise<Answered>): Promise<void> => {
    const method: Attributes = { "http.request.method": request.method };
    const parent = propagation.extract(context.active(), Object.fromEntries(request.headers));
    const begin = performance.now();
    active.add(1, method);
    await tracer.startActiveSpan(
      request.method,
      { kind: SpanKind.SERVER, attributes: method },
      parent,
      async (span) => {
        const { route, status } = await answer();
        const attributes: Attributes = {
          ...(route !== undefined && { "http.route": route }),
          "http.response.status_code": status,
          ...(status >= 500 && { "error.type": String(status) }),
        };
        span.updateName(route === undefined ? request.method : `${request.method} ${route}`);
        span.setAttributes(attributes);
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
        duration.record((performance.now() - begin) / 1000, { ...method, ...attributes });
        active.add(-1, method);
      },
    );
  };
};
