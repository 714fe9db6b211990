import process from "node:process";

/**
 * Starts OpenTelemetry, which reads its own variables, such as `OTEL_EXPORTER_OTLP_ENDPOINT`: a span for
 * each request, and for each call to the Users API, which gets its `traceparent`. Call it before the
 * modules of the service are imported.
 *
 * @returns sends the remaining spans and stops.
 */
export const startTelemetry = async (): Promise<() => Promise<void>> => {
  // Imported only if it is used: the SDK takes longer to load than the rest of the service.
  const [{ NodeSDK }, { HttpInstrumentation }, { UndiciInstrumentation }] = await Promise.all([
    import("@opentelemetry/sdk-node"),
    import("@opentelemetry/instrumentation-http"),
    import("@opentelemetry/instrumentation-undici"),
  ]);
  const sdk = new NodeSDK({
    serviceName: process.env["OTEL_SERVICE_NAME"] ?? "nest-accounts",
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: ({ url }) => url?.startsWith("/health") === true,
      }),
      // The calls to the Users API. The exporter has requests of its own.
      new UndiciInstrumentation({ requireParentforSpans: true }),
    ],
    // Traces only. By default the SDK sends metrics and logs, too, which many collectors refuse.
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  return () => sdk.shutdown();
};
