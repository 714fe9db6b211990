import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Fetch } from "@knetik-users/core";
import { adminEnv, run, startServer, temporaryFolder } from "./support.ts";

let api: Awaited<ReturnType<typeof startServer>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  api = await startServer();
  folder = await temporaryFolder();
});
afterAll(async () => {
  await api.server.close();
  await folder[Symbol.asyncDispose]();
});

describe("doctor", () => {
  it("reports versions, the API, its clock, the account and its roles", async () => {
    const { code, json } = await run(["doctor", "--json"], { env: adminEnv(api.url) });
    expect(code).toBe(0);
    expect(json().map(({ check, state }) => [check, state])).toEqual([
      ["versions", "ok"],
      ["profile", "ok"],
      ["address", "ok"],
      ["API", "ok"],
      ["clock", "ok"],
      ["account", "ok"],
      ["USERS_ADMIN", "ok"],
      ["templates", "ok"],
    ]);
  });

  it("finds a clock that is wrong", async () => {
    const late: Fetch = async (url, init) => {
      const { status, headers, body } = await fetch(url, init);
      const all = new Headers(headers);
      all.set("date", new Date(Date.now() - 90_000).toUTCString());
      return new Response(body, { status, headers: all });
    };
    const { out, err } = await run(["doctor"], { env: adminEnv(api.url), fetch: late });
    expect(out).toMatch(/^clock +warning +this machine is (89|9\d) s ahead of the API$/m);
    expect(err).toContain("Synchronize the clock");
  });

  it("shows what an account without roles lacks", async () => {
    const env = { KNETIK_USERS_CONFIG: folder.file("user") };
    const login = ["login", "--url", api.url, "--username", "jdoe", "--secret-stdin"];
    await run(login, { env, stdin: "sandbox-jdoe" });
    const { code, out } = await run(["doctor"], { env });
    expect(code).toBe(0);
    expect(out).toMatch(/^USERS_ADMIN +warning +not granted$/m);
    expect(out).toMatch(/^templates +warning/m);
  });

  it("ends with the exit code of the failure", async () => {
    const wrong = { ...adminEnv(api.url), KNETIK_USERS_CLIENT_SECRET: "wrong" };
    const denied = await run(["doctor"], { env: wrong });
    expect(denied.code).toBe(3);
    expect(denied.out).toMatch(/^account +failed/m);
    const nowhere = await run(["doctor"], { env: adminEnv("http://127.0.0.1:9") });
    expect(nowhere.code).toBe(7);
    expect(nowhere.out).toMatch(/^API +failed/m);
  });
});
