import { once } from "node:events";
import type { ChildProcess } from "node:child_process";
import { expect, it, vi } from "vitest";
import { startProcess } from "./support/process.ts";
import { startUpstream } from "./support/upstream.ts";

const start = (environment: Record<string, string>) =>
  startProcess(
    ["--conditions=@knetik-users/source", "--import=./register.ts", "src/main.ts"],
    environment,
  );

const ready = /^ready (http:\/\/127\.0\.0\.1:\d+)$/m;

const exitCode = async (child: ChildProcess): Promise<unknown> =>
  child.exitCode ?? (await once(child, "exit"))[0];

it("starts from the environment, logs JSON, and stops on SIGTERM", async () => {
  await using upstream = await startUpstream(2);
  const { child, output } = start({
    USERS_API_URL: upstream.url,
    USERS_CLIENT_ID: "server",
    USERS_CLIENT_SECRET: "sandbox-secret",
    HTTP_ADAPTER: "fastify",
    PORT: "0",
  });
  await vi.waitFor(
    () => {
      if (!ready.test(output.text) && child.exitCode === null) throw new Error(output.text);
    },
    { timeout: 120_000 },
  );
  const url = ready.exec(output.text)?.[1] ?? output.text;
  const { status } = await fetch(`${url}/players/2`);
  expect(status).toBe(200);
  // tsx and Node load the same copy of Nest, so its exceptions are recognized.
  const guess = async () => {
    const body = JSON.stringify({ refreshToken: "a guess" });
    const headers = { "content-type": "application/json" };
    return (await fetch(`${url}/sessions/refresh`, { method: "POST", headers, body })).status;
  };
  for (let count = 0; count < 10; count++) expect(await guess()).toBe(401);
  expect(await guess()).toBe(429);
  child.kill("SIGTERM");
  await exitCode(child);
  const lines = output.text.split("\n").filter((line) => line.startsWith("{"));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: expect.any(String) });
  expect(output.text).not.toContain("sandbox-secret");
  // Only with telemetry.
  expect(output.text).not.toContain("trace_id");
});

it("does not start without settings and names them", async () => {
  const { child, output } = start({ PORT: "many" });
  expect(await exitCode(child)).toBe(1);
  expect(output.text).toContain("USERS_API_URL: ");
  expect(output.text).toContain("USERS_CLIENT_SECRET: ");
  expect(output.text).toContain("PORT: ");
});
