// @vitest-environment happy-dom
import { adminContract } from "@knetik-users/core/admin";
import { QueryClient } from "@tanstack/vue-query";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createApp } from "vue";
import { type Sandbox, startSandbox } from "../../test/support.ts";
import { createUsers } from "../index.ts";

const jdoe = { username: "jdoe", password: "sandbox-jdoe" };
const admin = { username: "admin", password: "sandbox-admin" };

let sandbox: Sandbox;
beforeAll(async () => void (sandbox = await startSandbox(3)));
afterEach(() => sandbox.sent.splice(0));
afterAll(() => sandbox[Symbol.asyncDispose]());

const createPlugin = () => {
  const users = createUsers({
    options: sandbox.options,
    session: { clientId: "web", tabs: false },
    endpoints: adminContract,
    queryClient: new QueryClient(),
  });
  createApp({}).use(users);
  return users;
};

it("sends the session's token to other endpoints", async () => {
  const { client, session, close } = createPlugin();
  expect((await client.result.getStatistics()).error?._tag).toBe("TokenFailure");
  await session.signIn(admin);
  expect((await client.getStatistics()).users).toBe(3);
  expect((await client.getUser(2)).username).toBe("jdoe");
  const records: Array<string> = [];
  for await (const { event } of client.all.getAuditRecords({ user: 1 })) records.push(event);
  expect(records).toContain("sign_in.succeeded");
  await session.signIn(jdoe);
  expect((await client.result.getStatistics()).error?._tag).toBe("Forbidden");
  expect(session.status.value).toBe("signed-in");
  await close();
});

it("ends the session when another endpoint no longer accepts it, but not for the token of a call", async () => {
  const { client, session, close } = createPlugin();
  await session.signIn(admin);
  expect((await client.result.getStatistics({ token: "wrong" })).error?._tag).toBe("Unauthorized");
  expect(session.status.value).toBe("signed-in");
  await sandbox.admin().setPassword(1, admin.password);
  expect((await client.result.getStatistics()).ok).toBe(false);
  expect(session.status.value).toBe("expired");
  await close();
});

it("has the methods of other endpoints without a session", async () => {
  const { client, close } = createUsers({
    options: {
      ...sandbox.options,
      auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
    },
    endpoints: adminContract,
  });
  expect((await client.getAccount(2)).roles).toEqual([]);
  await close();
});
