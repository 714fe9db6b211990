import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { createApp, effectScope, nextTick, ref } from "vue";
import { createUsers, useRegisterUser, useUser } from "../src/index.ts";

/** A server on a socket that never responds, and records closed connections. */
const startSilent = async () => {
  const received: Array<IncomingMessage> = [];
  const gone: Array<string> = [];
  const server = createServer((request, response) => {
    received.push(request);
    // A connection that closes before the response is complete was cancelled.
    response.on("close", () => gone.push(`${request.method ?? ""} ${request.url ?? ""}`));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    gone,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const start = <A>(url: string, setup: () => A) => {
  const users = createUsers({ options: { baseUrl: url } });
  const scope = effectScope();
  const app = createApp({}).use(users);
  const result = app.runWithContext(() => scope.run(setup))!;
  return { result, scope, users };
};
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};

it("an unmounted component's request is seen aborted by the server", async () => {
  await using server = await startSilent();
  const { scope, users } = start(server.url, () => useUser(1));
  await until(() => server.received.length === 1);
  scope.stop();
  await until(() => server.gone.length === 1);
  expect(server.gone).toEqual(["GET /users/1"]);
  await users.close();
});

it("aborts the request of an outdated parameter", async () => {
  await using server = await startSilent();
  const id = ref(1);
  const { scope, users } = start(server.url, () => useUser(id));
  await until(() => server.received.length === 1);
  id.value = 2;
  await nextTick();
  await until(() => server.received.length === 2 && server.gone.length === 1);
  expect(server.gone).toEqual(["GET /users/1"]);
  scope.stop();
  await users.close();
});

it("aborts the request of an aborted mutation", async () => {
  await using server = await startSilent();
  const { result, scope, users } = start(server.url, () => useRegisterUser());
  result.mutate({ username: "ada", email: "ada@example.org" });
  await until(() => server.received.length === 1);
  expect(server.gone).toEqual([]);
  result.abort();
  await until(() => server.gone.length === 1);
  await until(() => result.isError.value);
  expect(result.error.value?._tag).toBe("Aborted");
  scope.stop();
  await users.close();
});
