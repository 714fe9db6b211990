import { expect, it, vi } from "vitest";
import { startTelemetry } from "../src/telemetry/start-telemetry.ts";
import { spanKind, startCollector, startJsonServer } from "./support/collector.ts";

const callers = 8;

/** A trace that the proxy of a caller has started. */
const startTrace = (number: number) => {
  const traceId = number.toString(16).padStart(32, "a");
  const spanId = number.toString(16).padStart(16, "b");
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-01` };
};

/** A Users API that answers when the calls of all callers are there, so that they are in flight together. */
const startRecorder = async () => {
  const traces = new Map<string | undefined, unknown>();
  let resolveAll = (): void => {};
  const all = new Promise<void>((resolve) => (resolveAll = resolve));
  const server = await startJsonServer(async ({ headers, url }) => {
    const { authorization, traceparent } = headers;
    traces.set(authorization, traceparent);
    if (traces.size === callers) resolveAll();
    await all;
    return url === "/users/me" ? { id: 1, username: authorization } : {};
  });
  return { ...server, traces };
};

it("sends each caller's trace with the calls for this caller, and both spans to the collector", async () => {
  await using collector = await startCollector();
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url);
  vi.stubEnv("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json");
  const stopTelemetry = await startTelemetry();
  // Afterwards, as in main.ts: telemetry sees the modules that it instruments.
  const { adapters, startService } = await import("./support/service.ts");

  const sent: Array<{ readonly caller: ReturnType<typeof startTrace>; readonly parent: string }> =
    [];
  for (const [index, adapter] of adapters.entries()) {
    await using api = await startRecorder();
    await using service = await startService(adapter, { url: api.url, fetch });
    const traces = Array.from({ length: callers }, (_, number) =>
      startTrace(1 + index * callers + number),
    );
    await Promise.all(
      traces.map(async ({ traceId, traceparent }) => {
        const { body } = await service.call("GET", "/me", {
          token: traceId,
          headers: { traceparent },
        });
        expect(body.username).toBe(`Bearer ${traceId}`);
      }),
    );
    for (const caller of traces) {
      const traceparent = api.traces.get(`Bearer ${caller.traceId}`);
      const [, trace, parent = ""] = String(traceparent).split("-");
      expect(trace).toBe(caller.traceId);
      sent.push({ caller, parent });
    }
  }
  await stopTelemetry();

  // Traces only, as documented: many collectors refuse metrics and logs.
  expect([...collector.paths]).toEqual(["/v1/traces"]);
  const byId = new Map(collector.spans.map((span) => [span.spanId, span]));
  for (const { caller, parent } of sent) {
    const call = byId.get(parent);
    expect(call).toMatchObject({ traceId: caller.traceId, kind: spanKind.client });
    const request = byId.get(call?.parentSpanId ?? "");
    expect(request).toMatchObject({
      traceId: caller.traceId,
      kind: spanKind.server,
      parentSpanId: caller.spanId,
    });
  }
});
