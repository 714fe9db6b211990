// @vitest-environment happy-dom
import { ConfigurationError, createUsersClient } from "@knetik-users/core";
import { QueryClient, useQueryClient, VueQueryPlugin } from "@tanstack/vue-query";
import { expect, it } from "vitest";
import { createApp, effectScope, hasInjectionContext } from "vue";
import { mount, startSandbox, until } from "../../test/support.ts";
import {
  createUsers,
  createUsersWithClient,
  type CreateUsersOptions,
  useAddUserTag,
  useInfiniteUsers,
  useSession,
  useUser,
  useUsersClient,
  usersContextKey,
} from "../index.ts";

const options = { baseUrl: "http://127.0.0.1:1" };

const thrownBy = (run: () => unknown): ConfigurationError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error("It did not throw.");
};

it.each<readonly [name: string, call: () => unknown]>([
  ["useUser", () => useUser(1)],
  ["useInfiniteUsers", () => useInfiniteUsers()],
  ["useAddUserTag", () => useAddUserTag()],
  ["useUsersClient", () => useUsersClient()],
  ["useSession", () => useSession()],
])("%s says that the plugin is missing, or that it was called too late", (name, call) => {
  const app = createApp({});
  const missing = thrownBy(() => app.runWithContext(call));
  expect(missing.message).toBe(
    `[KUV1001] ${name}: The plugin of @knetik-users/vue is not installed in this application. ` +
      "Install it before mounting: app.use(createUsers({ options: { baseUrl } })).",
  );
  expect(hasInjectionContext()).toBe(false);
  expect(thrownBy(call).problems).toMatchObject([{ code: "KUV1002", option: name }]);
});

it("throws KUV1003 without a session", () => {
  const app = createApp({}).use(createUsers({ options }));
  const error = thrownBy(() => app.runWithContext(() => useSession()));
  expect(error.message).toMatch(/^\[KUV1003\] useSession: .*session: \{ clientId/);
});

it.each([
  ["KUV1004", {}],
  ["KUV1004", { client: createUsersClient(options), options }],
  ["KUV1005", { client: createUsersClient(options), session: { clientId: "web" } }],
  ["KUV1006", { options: { ...options, auth: { token: "x" } }, session: { clientId: "web" } }],
])("rejects invalid options: %s", (code, given) => {
  const error = thrownBy(() => createUsers(given as unknown as CreateUsersOptions));
  expect(error.problems.map((problem) => problem.code)).toEqual([code]);
  expect(error.message).not.toContain('"x"');
});

it("reports the client's option problems", () => {
  expect(thrownBy(() => createUsers({ options: { baseUrl: "no" } })).message).toContain("baseUrl");
});

it("uses the application's query client, or creates one", () => {
  const own = new QueryClient();
  const app = createApp({}).use(VueQueryPlugin, { queryClient: own });
  const users = createUsers({ options });
  app.use(users);
  expect(users.queryClient).toBe(own);

  const other = createUsers({ options });
  const bare = createApp({}).use(other);
  expect(bare.runWithContext(() => useQueryClient())).toBe(other.queryClient);

  const given = new QueryClient();
  const third = createUsers({ options, queryClient: given });
  expect(
    createApp({})
      .use(third)
      .runWithContext(() => useQueryClient()),
  ).toBe(given);
});

it("provides under a key that another copy of this package knows, too", () => {
  expect(usersContextKey).toBe(Symbol.for("@knetik-users/vue"));
});

it("closes its own client with the last application, but not a given one", async () => {
  await using sandbox = await startSandbox(2);
  const given = createUsersClient(sandbox.options);
  mount({ client: given }, () => {}).unmount();
  expect((await given.getUser(1)).id).toBe(1);
  await given.close();

  const users = createUsers({ options: sandbox.options });
  const apps = [1, 2].map(() => {
    const app = createApp({ render: () => null }).use(users);
    app.mount(document.createElement("div"));
    return app;
  });
  apps[0]!.unmount();
  expect((await users.client.getUser(1)).id).toBe(1);
  apps[1]!.unmount();
  expect((await users.client.result.getUser(1)).error?._tag).toBe("Aborted");
});

it("leaves a client of the application open, also without the code of sessions", async () => {
  await using sandbox = await startSandbox(2);
  const client = createUsersClient(sandbox.options);
  const users = createUsersWithClient(client);
  const app = createApp({ render: () => null }).use(users);
  const user = app.runWithContext(() => effectScope().run(() => useUser(1)))!;
  app.mount(document.createElement("div"));
  await until(() => user.isSuccess.value);
  app.unmount();
  expect((await client.getUser(1)).id).toBe(1);
  expect(users.session).toBeUndefined();
  await client.close();
});

it("works in an effect scope of the application, such as a store", async () => {
  await using sandbox = await startSandbox(2);
  const app = createApp({}).use(createUsers({ options: sandbox.options }));
  const scope = effectScope();
  const user = app.runWithContext(() => scope.run(() => useUser(1)))!;
  await until(() => user.isSuccess.value);
  sandbox.hold(() => true);
  void user.refetch();
  await until(() => sandbox.sent.length === 2);
  scope.stop();
  await until(() => sandbox.sent[1]!.signal.aborted);
});
