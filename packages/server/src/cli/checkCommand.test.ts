import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { startMailServer } from "../../test/engines/smtp.ts";
import { runCommand } from "../../test/runCommand.ts";
import { createServer } from "../server.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "knetik-users-check-"));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
});

const check = (name: string) => runCommand("config", "check", "--data", join(folder, name));
const linesOf = (output: string) => output.split("\n").map((line) => line.replace(/ +/g, " "));

it("reports what the next start will do, and creates nothing", async () => {
  const { output, failed } = await check("new.sqlite");
  expect(failed).toBe(false);
  expect(linesOf(output)).toEqual([
    "ok environment no variable is set",
    expect.stringMatching(/^ok database .*new\.sqlite does not exist; the next start creates it$/),
    "ok mail SMTP_URL is not set: messages are not sent",
  ]);
  expect(await readdir(folder)).toEqual([]);
});

it("connects to the database and to the mail server", async () => {
  await using mail = await startMailServer();
  const server = await createServer({ database: { file: join(folder, "users.sqlite") } });
  await server.close();
  vi.stubEnv("SMTP_URL", mail.url);
  vi.stubEnv("MAIL_FROM", "no-reply@example.org");
  const { output, failed } = await check("users.sqlite");
  expect(failed).toBe(false);
  expect(linesOf(output)).toEqual([
    "ok environment SMTP_URL, MAIL_FROM are valid",
    expect.stringMatching(/^ok database has all migrations, up to \d{4}_\w+$/),
    "ok mail messages: 0 waiting, 0 deferred, 0 failed",
    expect.stringMatching(/^ok mail 127\.0\.0\.1:\d+ accepts the connection$/),
  ]);
  expect(mail.received).toEqual([]);
});

it("fails with every problem, without values", async () => {
  vi.stubEnv("SMTP_URL", "http://user:hunter2@mail.example");
  vi.stubEnv("ACCESS_TOKEN_LIFETIME", "soon");
  const { output, errors, failed } = await check("new.sqlite");
  expect(failed).toBe(true);
  const problems = linesOf(output).filter((line) => line.startsWith("problem"));
  expect(problems.join("\n")).toMatch(
    /SMTP_URL: .*\n?[^]*ACCESS_TOKEN_LIFETIME|ACCESS_TOKEN_LIFETIME: [^]*SMTP_URL/,
  );
  expect(output).not.toContain("hunter2");
  expect(errors).toBe(`error: ${problems.length} problems.`);
});

it("fails if the mail server cannot be reached", async () => {
  const mail = await startMailServer();
  await mail[Symbol.asyncDispose]();
  vi.stubEnv("SMTP_URL", mail.url);
  vi.stubEnv("MAIL_FROM", "no-reply@example.org");
  const { output, errors, failed } = await check("new.sqlite");
  expect([failed, errors]).toEqual([true, "error: 1 problem."]);
  expect(output).toMatch(/^problem +mail +.*ECONNREFUSED/m);
});
