import { once } from "node:events";
import { expect, it } from "vitest";
import { spanKind, startCollector } from "./support/collector.ts";
import { startProcess } from "./support/process.ts";
import { startUpstream } from "./support/upstream.ts";

it("starts as it is built, with the packages as they are built", async () => {
  await using upstream = await startUpstream(2);
  await using collector = await startCollector();
  const { child, output } = startProcess(["dist/main.js"], {
    USERS_API_URL: upstream.url,
    USERS_CLIENT_ID: "server",
    USERS_CLIENT_SECRET: "sandbox-secret",
    NODE_ENV: "production",
    DOCS: "false",
    TELEMETRY: "true",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    PORT: "0",
  });
  const ready = /^ready (http:\/\/127\.0\.0\.1:\d+)$/m;
  await expect.poll(() => output.text).toMatch(ready);
  const url = ready.exec(output.text)?.[1] ?? "";
  const get = async (path: string) => (await fetch(url + path)).status;
  expect([await get("/health/live"), await get("/health/ready")]).toEqual([200, 200]);
  expect([await get("/players/2"), await get("/docs")]).toEqual([200, 404]);
  child.kill("SIGTERM");
  await once(child, "exit");
  // A request and its call to the API are in one trace, sent before the end.
  const calls = collector.spans.filter(({ kind }) => kind === spanKind.client);
  const requests = collector.spans.filter(({ kind }) => kind === spanKind.server);
  expect(requests.map(({ spanId }) => spanId)).toContain(calls[0]?.parentSpanId);
});
