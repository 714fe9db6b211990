const load = async () => {
  try {
    return await import("@opentelemetry/sdk-node");
  } catch {
    throw new Error(
      "TELEMETRY=true needs the package @opentelemetry/sdk-node: " +
        "npm install @opentelemetry/sdk-node",
    );
  }
};

/**
 * Starts the OpenTelemetry SDK, which reads its own variables, such as
 * `OTEL_EXPORTER_OTLP_ENDPOINT`.
 *
 * @returns what sends the rest and ends it.
 */
export const startTelemetry = async (): Promise<() => Promise<void>> => {
  const { NodeSDK } = await load();
  const { OTEL_SERVICE_NAME: serviceName = "knetik-users-server" } = process.env;
  const sdk = new NodeSDK({ serviceName });
  sdk.start();
  return () => sdk.shutdown();
};
