import { PassThrough } from "node:stream";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace";
import * as Redacted from "effect/Redacted";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { jsonLog } from "../src/index.ts";
import { start } from "./support.ts";

const spans = new InMemorySpanExporter();
const processor = new SimpleSpanProcessor({ exporter: spans });
const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({
  exporter: measured,
  exportIntervalMillis: 3_600_000,
});
const sdk = new NodeSDK({
  spanProcessors: [processor],
  metricReaders: [reader],
  instrumentations: [],
});

/** The SDK exports nothing until it has detected its resource, which takes a moment. */
const finishedSpans = async () => {
  await processor.forceFlush();
  return spans.getFinishedSpans();
};

beforeAll(() => {
  sdk.start();
});
beforeEach(() => {
  spans.reset();
});
afterAll(() => sdk.shutdown());

const secret = "who-is-this@secret.example";

it("reports requests to OpenTelemetry, without personal data", async () => {
  await using api = await start({ telemetry: true });
  await finishedSpans();
  spans.reset();
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  await api.call("GET", "/users/2", { token: api.admin, headers: { traceparent } });
  await api.call("GET", `/users?filter_email=${secret}`, { token: api.admin });
  await api.call("GET", `/${secret}`);
  const told = await finishedSpans();
  expect(told.map(({ name }) => name)).toEqual(["GET /users/{id}", "GET /users", "GET"]);
  expect(told.map(({ attributes }) => attributes["http.response.status_code"])).toEqual([
    200, 200, 404,
  ]);
  expect(told[0]?.spanContext().traceId).toBe("0af7651916cd43dd8448eb211c80319c");
  await reader.forceFlush();
  const all = measured.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
  const names = all.flatMap((scope) => scope.metrics).map(({ descriptor }) => descriptor.name);
  expect(names).toEqual(
    expect.arrayContaining(["http.server.request.duration", "http.server.active_requests"]),
  );
  const text = JSON.stringify([told.map(({ name, attributes }) => [name, attributes]), all]);
  expect(text).not.toContain(secret);
  expect(text).not.toContain(api.admin);
});

it("reports the numbers of users and messages", async () => {
  await using api = await start({ telemetry: true });
  await api.call("POST", "/users/2/password-reset");
  await api.call("POST", "/users/1/password-reset");
  await api.database.queries
    .updateTable("outbox")
    .set({ failed_at: 1, failure: "no such mailbox" })
    .where("user_id", "=", 1)
    .execute();
  api.advance(30);
  await reader.forceFlush();
  const latest = measured
    .getMetrics()
    .at(-1)
    ?.scopeMetrics.flatMap((scope) => scope.metrics);
  const points = (name: string) =>
    latest
      ?.find(({ descriptor }) => descriptor.name === name)
      ?.dataPoints.map(({ value, attributes }) => [value, attributes]);
  expect(points("knetik_users.users")).toEqual([[2, {}]]);
  expect(points("knetik_users.mail.messages")).toEqual([
    [1, { state: "waiting" }],
    [0, { state: "deferred" }],
    [1, { state: "failed" }],
  ]);
  expect(points("knetik_users.mail.delay")).toEqual([[30, {}]]);
});

it("reports nothing by default", async () => {
  await using api = await start();
  await api.call("GET", "/users/2");
  expect(await finishedSpans()).toEqual([]);
});

it("writes one line of JSON per request", async () => {
  const lines: Array<unknown> = [];
  const stream = new PassThrough();
  stream.on("data", (line: Buffer) => lines.push(JSON.parse(line.toString())));
  const log = jsonLog(stream);
  await using api = await start({ log });
  lines.length = 0;
  await api.call("GET", `/users?filter_email=${secret}`, { token: api.admin });
  expect(lines).toEqual([
    {
      level: "info",
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
      message: "GET /users 200",
      method: "GET",
      path: "/users",
      status: 200,
      milliseconds: expect.any(Number) as number,
      requestId: expect.any(String) as string,
    },
  ]);
  // Unknown fields are not written, and redacted values stay redacted.
  const entry = { method: "GET", path: undefined, status: 500, milliseconds: 1, requestId: "r" };
  log({ ...entry, error: Redacted.make(secret) as never, token: secret } as never);
  expect(JSON.stringify(lines)).not.toContain(secret);
  expect(lines[1]).toMatchObject({ level: "error", error: "<redacted>" });
});
