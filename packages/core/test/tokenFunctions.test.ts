import { readFile } from "node:fs/promises";
import { transform } from "esbuild";
import { describe, expect, it } from "vitest";
import { createUsersClient, type UsersClient } from "../src/index.ts";
import { startTokenServer } from "./support/tokenServer.ts";

const calls = Array.from({ length: 20 }, (_, index) => index + 1);

describe("a token function with refresh tokens that work once", () => {
  it("renews once for twenty calls whose token has expired", async () => {
    await using server = await startTokenServer();
    const session = { accessToken: "expired", refreshToken: server.issueRefreshToken("ada") };
    await using anonymous = createUsersClient({ baseUrl: server.url });
    let renewals = 0;
    await using users = createUsersClient({
      baseUrl: server.url,
      auth: {
        // As naive as can be: it relies on the client to call it once.
        token: async ({ rejected }) => {
          if (rejected === undefined) return session.accessToken;
          renewals += 1;
          const { refreshToken } = session;
          const token = await anonymous.getOAuthToken({
            grantType: "refresh_token",
            clientId: "web",
            refreshToken,
          });
          session.accessToken = token.accessToken;
          session.refreshToken = token.refreshToken ?? refreshToken;
          return session.accessToken;
        },
      },
    });
    for (const round of [1, 2]) {
      const results = await Promise.all(calls.map(() => users.result.getUser("me")));
      expect(results.map(({ ok }) => ok)).toEqual(calls.map(() => true));
      expect(renewals).toBe(round);
      server.expire();
    }
    expect(server.tokenRequests).toEqual(
      [1, 2].map(() => ({ grant: "refresh_token", outcome: "granted" })),
    );
  });
});

/** The README's example of a token function, as published. */
const readmeExample = async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const block = [...readme.matchAll(/```ts\n(.*?)```/gs)]
    .map(([, code = ""]) => code)
    .find((code) => code.includes("rejected"));
  if (block === undefined) throw new Error("The README has no example of a token function");
  return block;
};

/** Runs the example with another address. */
const runExample = async (baseUrl: string) => {
  const example = await readmeExample();
  expect(example).toContain("http://127.0.0.1:8080");
  const source = example.replace(/^import .*$/gm, "").replaceAll("http://127.0.0.1:8080", baseUrl);
  const { code } = await transform(`async function run() { ${source}; return users; }`, {
    loader: "ts",
  });
  // oxlint-disable-next-line typescript/no-implied-eval -- the README's own code
  const run = new Function("createUsersClient", `${code}; return run();`) as (
    create: typeof createUsersClient,
  ) => Promise<UsersClient>;
  return run(createUsersClient);
};

describe("the README's token function", () => {
  it("signs in once for twenty calls, and renews once per expired token", async () => {
    await using server = await startTokenServer();
    await using users = await runExample(server.url);
    for (const round of [1, 2, 3]) {
      const all = await Promise.all(calls.map(() => users.getUser("me")));
      expect(all.map(({ displayName }) => displayName)).toEqual(calls.map(() => "jdoe"));
      expect(server.tokenRequests).toHaveLength(round);
      server.expire();
    }
    expect(server.tokenRequests.every(({ outcome }) => outcome === "granted")).toBe(true);
  });
});
