import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { freePort } from "./engines/freePort.ts";
import { readyAt } from "./engines/spawn.ts";

it("serves its measurements to Prometheus", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "knetik-users-prometheus-"));
  const port = await freePort();
  const child = spawn(process.execPath, [join(inject("programs"), "bin.js"), "--port", "0"], {
    cwd,
    env: {
      ...process.env,
      DATABASE_URL: "",
      TELEMETRY: "true",
      OTEL_METRICS_EXPORTER: "prometheus",
      OTEL_EXPORTER_PROMETHEUS_HOST: "127.0.0.1",
      OTEL_EXPORTER_PROMETHEUS_PORT: String(port),
      OTEL_TRACES_EXPORTER: "none",
      OTEL_LOGS_EXPORTER: "none",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await exited;
    await rm(cwd, { recursive: true });
  });
  const url = await readyAt(child);
  await (await fetch(`${url}/users?filter_search=a`)).text();
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toMatch(/^http_server_request_duration_count\{.*http_route="\/users".*\} 1$/m);
  for (const metric of [
    "knetik_users_users",
    'knetik_users_mail_messages{state="failed"',
    "knetik_users_mail_delay",
  ]) {
    expect(text).toContain(`\n${metric}`);
  }
});
