// @vitest-environment happy-dom
import { createUsersClient } from "@knetik-users/core";
import { expect, it } from "vitest";
import { isReactive, reactive, ref } from "vue";
import { mount, settle, startSandbox, until } from "../../test/support.ts";
import { useUser, useUsers, useUserTags, usersKey } from "../index.ts";

it("reads a user, and another when the id changes", async () => {
  await using sandbox = await startSandbox(2);
  const id = ref<number | undefined>(1);
  using page = mount({ client: sandbox.admin() }, () => useUser(id));
  const { data, isPending, isSuccess } = page.result;
  expect(isPending.value).toBe(true);
  await until(() => isSuccess.value);
  expect(data.value?.username).toBe("admin");
  expect(data.value?.memberSince).toBeInstanceOf(Date);
  id.value = 2;
  await until(() => data.value?.username === "jdoe");
});

it("waits for an id and for `enabled`", async () => {
  await using sandbox = await startSandbox(2);
  const id = ref<number>();
  const enabled = ref(false);
  using page = mount({ client: sandbox.admin() }, () => useUser(() => id.value, { enabled }));
  await settle();
  id.value = 2;
  await settle();
  expect(sandbox.sent).toEqual([]);
  expect(page.result.fetchStatus.value).toBe("idle");
  enabled.value = true;
  await until(() => page.result.isSuccess.value);
  expect(page.result.data.value?.id).toBe(2);
});

it("keeps its data plain, not as proxies", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ client: sandbox.admin() }, () => useUser(1));
  await until(() => page.result.isSuccess.value);
  expect(isReactive(page.result.data.value)).toBe(false);
  expect(isReactive(page.result.data.value?.additionalProperties)).toBe(false);
});

it("rejects with the error of the API, once", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ client: sandbox.admin() }, () => useUser(999));
  await until(() => page.result.isError.value);
  expect(page.result.error.value?._tag).toBe("UserNotFound");
  expect(sandbox.lines().filter((line) => line === "GET /users/999")).toHaveLength(1);
});

it("leaves retries to the client, whatever the application's defaults", async () => {
  await using sandbox = await startSandbox(2);
  sandbox.fail(() => true, 500);
  const client = createUsersClient({ ...sandbox.options, retry: { retries: 2, baseDelay: 1 } });
  using page = mount({ client }, () => useUser(1));
  page.queryClient.setDefaultOptions({ queries: { retry: 5 } });
  await until(() => page.result.isError.value);
  expect(sandbox.sent).toHaveLength(3);
  await client.close();
});

it("rejects an invalid id before anything is sent", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ client: sandbox.admin() }, () => useUser(Number("x")));
  await until(() => page.result.isError.value);
  expect(page.result.error.value?._tag).toBe("InvalidInput");
  expect(sandbox.sent).toEqual([]);
});

it("cancels the request when the component is unmounted", async () => {
  await using sandbox = await startSandbox(2);
  sandbox.hold(({ path }) => path === "/users/1");
  using page = mount({ client: createUsersClient(sandbox.options) }, () => useUser(1));
  await until(() => sandbox.sent.length === 1);
  page.unmount();
  await until(() => sandbox.sent[0]!.signal.aborted);
  expect(page.queryClient.getQueryState(usersKey("getUser", 1))?.status).toBe("pending");
});

it("cancels the request of an outdated parameter", async () => {
  await using sandbox = await startSandbox(2);
  sandbox.hold(({ path }) => path === "/users/1");
  const id = ref(1);
  using page = mount({ client: createUsersClient(sandbox.options) }, () => useUser(id));
  await until(() => sandbox.sent.length === 1);
  id.value = 2;
  await until(() => page.result.isSuccess.value);
  expect(sandbox.sent[0]!.signal.aborted).toBe(true);
  expect(page.result.data.value?.id).toBe(2);
});

it("selects", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ client: sandbox.admin() }, () =>
    useUser(1, { select: ({ username }) => username?.length }),
  );
  await until(() => page.result.isSuccess.value);
  expect(page.result.data.value).toBe(5);
});

it("follows a search that is a reactive object, down to its filters", async () => {
  await using sandbox = await startSandbox(60);
  const search = reactive({ filter: { username: "a" }, page: 1, size: 5 });
  using page = mount({ client: sandbox.admin() }, () => useUsers(search));
  await until(() => page.result.isSuccess.value);
  search.filter.username = "jd";
  await until(() => page.result.data.value?.totalElements === 1);
  expect(page.result.data.value?.content[0]?.username).toBe("jdoe");
});

it("keeps the previous page while the next one loads", async () => {
  await using sandbox = await startSandbox(60);
  const number = ref(1);
  using page = mount({ client: sandbox.admin() }, () =>
    useUsers(() => ({ page: number.value, size: 10 })),
  );
  const { data, isPlaceholderData, isSuccess } = page.result;
  await until(() => isSuccess.value);
  const held = sandbox.hold(({ path }) => path.includes("page=2"));
  number.value = 2;
  await settle();
  expect(data.value?.content[0]?.id).toBe(1);
  expect(isPlaceholderData.value).toBe(true);
  held.release();
  await until(() => !isPlaceholderData.value);
  expect(data.value?.content[0]?.id).toBe(11);
});

it("shares a result between an omitted and an empty search", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ client: sandbox.admin() }, () => [useUsers(), useUsers({})] as const);
  await until(() => page.result.every(({ isSuccess }) => isSuccess.value));
  expect(sandbox.lines().filter((line) => line.startsWith("GET"))).toHaveLength(1);
});

it("reads tags", async () => {
  await using sandbox = await startSandbox(60);
  using page = mount({ client: sandbox.admin() }, () => useUserTags(3));
  await until(() => page.result.isSuccess.value);
  expect(page.result.data.value).toBeInstanceOf(Array);
});
