// @vitest-environment happy-dom
import { RateLimited, TokenFailure, UserNotFound } from "@knetik-users/core";
import { expect, it } from "vitest";
import { createApp, h, type Plugin } from "vue";
import { until } from "../../test/support.ts";
import { useAddUserTag, useInfiniteUsers, useSession, useUser, useUserSummary } from "../index.ts";
import { createFakeUsers, createTestUsers, fakeError } from "../testing.ts";

/** Mounts a component with this setup. */
const mountWith = <A>(plugin: Plugin, setup: () => A) => {
  let result: A | undefined;
  const app = createApp({
    setup: () => {
      result = setup();
      return () => h("p");
    },
  });
  app.use(plugin).mount(document.createElement("div"));
  return { result: result as A, [Symbol.dispose]: () => app.unmount() };
};

it("runs a real API, as nobody or as a user of the sandbox", async () => {
  await using nobody = await createTestUsers();
  expect(nobody.session.status.value).toBe("signed-out");
  await using users = await createTestUsers({ as: "jdoe", server: { sandbox: { users: 3 } } });
  expect((await users.client.getUser("me")).username).toBe("jdoe");
  expect((await users.admin.getUsers()).totalElements).toBe(3);
  const response = await users.server.fetch("http://localhost/users/2");
  expect(response.status).toBe(200);
});

it("can be installed again after an application was unmounted", async () => {
  await using users = await createTestUsers({ as: "jdoe" });
  for (let turn = 0; turn < 2; turn += 1) {
    using page = mountWith(users, () => ({ me: useUser("me"), session: useSession() }));
    await until(() => page.result.me.isSuccess.value && !page.result.me.isFetching.value);
    expect(page.result.me.data.value?.username).toBe("jdoe");
    expect(page.result.session.isSignedIn.value).toBe(true);
  }
});

it("says why it cannot sign in", async () => {
  await expect(createTestUsers({ as: "ghost" })).rejects.toBeInstanceOf(TokenFailure);
});

it("answers with the fakes, in queries, lists and mutations", async () => {
  const tagged: Array<unknown> = [];
  const users = createFakeUsers({
    getUser: async (id) => ({ id: Number(id), displayName: "Ada" }),
    getUsers: async ({ page = 1, filter } = {}) => ({
      content: [{ id: filter?.ids?.[0] ?? page }],
      last: page === 3,
    }),
    addUserTag: async (id, tag) => void tagged.push([id, tag]),
  });
  using page = mountWith(users, () => ({
    user: useUser("7"),
    row: useUserSummary(2),
    list: useInfiniteUsers(),
    add: useAddUserTag(),
  }));
  const { user, row, list, add } = page.result;
  await until(() => user.isSuccess.value && list.isSuccess.value && row.isSuccess.value);
  expect(user.data.value).toEqual({ id: 7, displayName: "Ada" });
  expect(row.data.value).toEqual({ id: 2 });
  await list.fetchNextPage();
  expect(list.rows.value.map(({ id }) => id)).toEqual([1, 2]);
  await add.mutateAsync({ userId: 7, tag: "vip" });
  expect(tagged).toEqual([[7, "vip"]]);
});

it("derives results and iterators from the fakes", async () => {
  const { client } = createFakeUsers({
    getUser: () => Promise.reject(fakeError(UserNotFound, {})),
    getUsers: async ({ page } = {}) => ({ content: [{ id: page ?? 1 }], last: page === 3 }),
  });
  const outcome = await client.result.getUser(1);
  expect(outcome.error).toBeInstanceOf(UserNotFound);
  expect(outcome.error).toMatchObject({ status: 404, issues: [], message: "UserNotFound" });
  const ids: Array<number> = [];
  for await (const { id } of client.all.getUsers({ size: 1 })) ids.push(id);
  expect(ids).toEqual([1, 2, 3]);
});

it("names the operation that a test did not fake", async () => {
  const { client } = createFakeUsers();
  await expect(client.getUserTags(1)).rejects.toThrow(/KUV1102.*getUserTags/s);
  await expect(client.result.getUserTags(1)).rejects.toThrow(/KUV1102/);
});

it("makes errors with the properties of their class", () => {
  const error = fakeError(RateLimited, { retryAfter: 1_000, message: "Slow down." });
  expect(error).toMatchObject({ _tag: "RateLimited", retryAfter: 1_000, message: "Slow down." });
});

it("fakes a session: signed in or not, and a rejected sign-in", async () => {
  const getUser = async () => Promise.resolve({ id: 2, displayName: "Jane Doe" });
  using page = mountWith(createFakeUsers({ getUser }, { signedIn: true }), () => useSession());
  const { user, signOut, signIn, status } = page.result;
  await until(() => user.value?.displayName === "Jane Doe");
  await signOut();
  expect([status.value, user.value]).toEqual(["signed-out", undefined]);
  expect((await signIn({ username: "jdoe", password: "any" })).ok).toBe(true);
  expect(status.value).toBe("signed-in");

  const getOAuthToken = () =>
    Promise.reject(fakeError(TokenFailure, { reason: "rejected", oauthError: "invalid_grant" }));
  using other = mountWith(createFakeUsers({ getOAuthToken }), () => useSession());
  expect((await other.result.signIn({ username: "jdoe", password: "wrong" })).ok).toBe(false);
  expect(other.result.error.value?._tag).toBe("TokenFailure");
  expect(other.result.status.value).toBe("signed-out");
});
