import { describe, expect, it } from "vitest";
import { readSettings, SettingsError } from "./settings.ts";

const environment = {
  USERS_API_URL: "http://127.0.0.1:8080",
  USERS_CLIENT_ID: "server",
  USERS_CLIENT_SECRET: "very-secret",
};

describe("readSettings", () => {
  it("adds defaults for omitted options", () => {
    expect(readSettings(environment)).toEqual({
      apiUrl: "http://127.0.0.1:8080",
      clientId: "server",
      clientSecret: "very-secret",
      publicClientId: "web",
      host: "127.0.0.1",
      port: 3000,
      adapter: "express",
      corsOrigins: [],
      docs: true,
      telemetry: false,
    });
  });

  it("reads everything", () => {
    expect(
      readSettings({
        ...environment,
        USERS_PUBLIC_CLIENT_ID: "game",
        HOST: "0.0.0.0",
        PORT: "0",
        HTTP_ADAPTER: "fastify",
        TRUST_PROXY: "10.0.0.0/8,::1",
        CORS_ORIGINS: "https://game.example,https://admin.example",
        DOCS: "false",
        TELEMETRY: "true",
      }),
    ).toMatchObject({
      publicClientId: "game",
      host: "0.0.0.0",
      port: 0,
      adapter: "fastify",
      trustProxy: ["10.0.0.0/8", "::1"],
      corsOrigins: ["https://game.example", "https://admin.example"],
      docs: false,
      telemetry: true,
    });
    expect(readSettings({ ...environment, TRUST_PROXY: "1" }).trustProxy).toBe(1);
  });

  it("lists every problem at once, without values", () => {
    const bad = {
      USERS_API_URL: "users.example",
      USERS_CLIENT_SECRET: "",
      PORT: "70000-secret",
      TRUST_PROXY: "10.0.0.0/33",
      HTTP_ADAPTER: "koa",
    };
    let error: unknown;
    try {
      readSettings(bad);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(SettingsError);
    const { problems, message } = error as SettingsError;
    expect(problems.map((problem) => problem.split(":")[0])).toEqual([
      "USERS_API_URL",
      "USERS_CLIENT_ID",
      "USERS_CLIENT_SECRET",
      "PORT",
      "TRUST_PROXY",
      "HTTP_ADAPTER",
    ]);
    expect(message).not.toContain("70000");
  });
});
