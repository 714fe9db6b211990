import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { resolveOptions } from "../options/serverOptions.ts";
import { environmentOptions, variables } from "./environment.ts";

it("reads options from the environment", () => {
  const options = environmentOptions(
    {
      SMTP_URL: "smtp://127.0.0.1:2525",
      MAIL_FROM: "Users <no-reply@example.org>",
      MAIL_RESET_URL: "https://app.example/reset#user={user_id}&secret={secret}",
      ALLOWED_ORIGINS: "https://app.example, https://admin.example",
      TRUST_PROXY: "10.0.0.0/8,127.0.0.1",
      RATE_LIMITS: "false",
      ACCESS_TOKEN_LIFETIME: "600",
      ARGON2_MEMORY: "65536",
      AUDIT_RETENTION_DAYS: "",
      UNRELATED: "x",
    },
    { sandbox: false },
  );
  expect(options).toEqual({
    http: { drainTimeout: 1 },
    mail: {
      smtp: "smtp://127.0.0.1:2525",
      from: "Users <no-reply@example.org>",
      resetUrl: "https://app.example/reset#user={user_id}&secret={secret}",
      onFailure: expect.any(Function) as () => void,
    },
    allowedOrigins: ["https://app.example", "https://admin.example"],
    trustProxy: ["10.0.0.0/8", "127.0.0.1"],
    limits: false,
    tokens: { accessTokenLifetime: 600 },
    passwords: { memory: 65_536 },
    sandbox: false,
  });
  const resolved = resolveOptions(options);
  expect(resolved.passwords.cost.memory).toBe(65_536);
  expect(resolved.limits).toEqual({});
});

it("sends no mail from a sandbox", () => {
  const mail = { SMTP_URL: "smtp://127.0.0.1:2525", MAIL_FROM: "no-reply@example.org" };
  expect(environmentOptions(mail, { sandbox: true })).toEqual({
    http: { drainTimeout: 1 },
    sandbox: true,
  });
});

it("lists every problem by the name of its variable, and repeats no value", () => {
  const secret = "swordfish";
  const wrong = () =>
    environmentOptions(
      {
        SMTP_URL: `http://user:${secret}@mail.example`,
        MAIL_RESET_URL: secret,
        RATE_LIMITS: secret,
        ACCESS_TOKEN_LIFETIME: "0",
        ARGON2_PASSES: "many",
        ALLOWED_ORIGINS: secret,
        TRUST_PROXY: secret,
      },
      {},
    );
  let message = "";
  try {
    wrong();
  } catch (error) {
    message = (error as Error).message;
  }
  const names = [...message.matchAll(/^\[KUS1001\] ([A-Z0-9_]+): Is invalid\. Use /gm)].map(
    ([, name]) => name,
  );
  expect(names.sort()).toEqual([
    "ACCESS_TOKEN_LIFETIME",
    "ALLOWED_ORIGINS",
    "ARGON2_PASSES",
    "MAIL_FROM",
    "MAIL_RESET_URL",
    "RATE_LIMITS",
    "SMTP_URL",
    "TRUST_PROXY",
  ]);
  expect(message).not.toContain(secret);
});

it("are all described in the README", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  for (const name of Object.keys(variables)) expect(readme).toContain(`\`${name}\``);
});

it("are the only ones in the example of a deployment", async () => {
  const text = await readFile(new URL("../../deploy/compose.yaml", import.meta.url), "utf8");
  const [, server = ""] = /\n {2}server:\n([^]*?)\n {2}database:\n/.exec(text) ?? [];
  const names = [...server.matchAll(/^ {6}([A-Z_]+):/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(3);
  const known = [...Object.keys(variables), "DATABASE_URL"];
  expect(names.filter((name) => !known.includes(name ?? ""))).toEqual([]);
});
