// @vitest-environment happy-dom
import { createUsersClient } from "@knetik-users/core";
import { QueryClient } from "@tanstack/vue-query";
import { expect, it, vi } from "vitest";
import { createApp, createSSRApp, defineComponent, h, ref, shallowRef } from "vue";
import { renderToString } from "vue/server-renderer";
import { mount, type Sandbox, settle, startSandbox, until } from "../../test/support.ts";
import {
  createUsers,
  dehydrateUsers,
  hydrateUsers,
  useAddUserTag,
  useSession,
  useUpdateUser,
  userSummaryQueryOptions,
  useUserSummary,
  usersKey,
} from "../index.ts";

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** A row that needs a user. */
const Row = defineComponent({
  props: { id: { type: Number, required: true } },
  setup: (props) => {
    const { data, error } = useUserSummary(() => props.id);
    return () =>
      h("li", error.value?._tag ?? (data.value === null ? "deleted" : data.value?.displayName));
  },
});

/** The ids of each request for summaries. */
const requested = (sandbox: Sandbox) =>
  sandbox.sent.flatMap(({ path }) => {
    const ids = new URL(path, "http://localhost").searchParams.get("filter_id_list");
    return ids === null ? [] : [ids.split(",").map(Number)];
  });

it("reads 200 rows with 2 requests", async () => {
  await using sandbox = await startSandbox(150);
  const root = document.createElement("div");
  const users = createUsers({ client: sandbox.admin(), queryClient: new QueryClient() });
  const app = createApp(() => upTo(200).map((id) => h(Row, { id, key: id }))).use(users);
  app.mount(root);
  await until(() => root.querySelectorAll("li")[199]?.textContent === "deleted");
  expect(requested(sandbox).map(({ length }) => length)).toEqual([100, 100]);
  expect(sandbox.lines().filter((line) => line.startsWith("GET"))).toHaveLength(2);
  expect(root.querySelectorAll("li")[1]?.textContent).toBe("Jane Doe");
  expect(users.queryClient.getQueryData(usersKey.summary(200))).toBeNull();
  // All of them again: still two.
  sandbox.sent.length = 0;
  await users.queryClient.invalidateQueries({ queryKey: usersKey("getUsers") });
  expect(requested(sandbox).map(({ length }) => length)).toEqual([100, 100]);
  app.unmount();
});

it("shares a row between components, and with the parameter of a route", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ client: sandbox.admin() }, () => [
    useUserSummary(2),
    useUserSummary("2"),
    useUserSummary(["2"], { select: (user) => user }),
  ]);
  await until(() => page.result.every(({ isSuccess }) => isSuccess.value));
  expect(page.result.map(({ data }) => data.value?.displayName)).toEqual(
    Array.from({ length: 3 }, () => "Jane Doe"),
  );
  expect(requested(sandbox)).toEqual([[2]]);
});

it("fails alone for an id that is none, and waits for one that is unknown", async () => {
  await using sandbox = await startSandbox(2);
  const id = ref<number>();
  using page = mount({ client: sandbox.admin() }, () => ({
    invalid: [useUserSummary("0x10"), useUserSummary("me"), useUserSummary(0)],
    valid: useUserSummary(2),
    unknown: [useUserSummary(id), useUserSummary("")],
  }));
  const { invalid, valid, unknown } = page.result;
  await until(() => valid.isSuccess.value && invalid.every(({ isError }) => isError.value));
  expect(invalid.map(({ error }) => error.value?._tag)).toEqual(
    Array.from({ length: 3 }, () => "InvalidInput"),
  );
  expect(unknown.map(({ fetchStatus }) => fetchStatus.value)).toEqual(["idle", "idle"]);
  id.value = 1;
  await until(() => unknown[0]?.isSuccess.value === true);
  expect(requested(sandbox)).toEqual([[2], [1]]);
});

it("does not cancel the other rows when one is unmounted", async () => {
  await using sandbox = await startSandbox(9);
  const held = sandbox.hold(({ path }) => path.includes("filter_id_list"));
  const shown = shallowRef(upTo(9));
  const root = document.createElement("div");
  const client = createUsersClient(sandbox.options);
  const users = createUsers({ client, queryClient: new QueryClient() });
  const app = createApp(() => shown.value.map((id) => h(Row, { id, key: id }))).use(users);
  app.mount(root);
  await until(() => sandbox.sent.length === 1);
  shown.value = [1, 2];
  await settle();
  expect(sandbox.sent[0]?.signal.aborted).toBe(false);
  held.release();
  await until(() => root.textContent !== "");
  expect(root.querySelectorAll("li")).toHaveLength(2);
  expect(requested(sandbox)).toHaveLength(1);
  app.unmount();
  await client.close();
});

it("cancels the request when all rows are unmounted", async () => {
  await using sandbox = await startSandbox(2);
  sandbox.hold(({ path }) => path.includes("filter_id_list"));
  const client = createUsersClient(sandbox.options);
  using page = mount({ client }, () => upTo(9).map((id) => useUserSummary(id)));
  await until(() => sandbox.sent.length === 1);
  page.unmount();
  await until(() => sandbox.sent[0]?.signal.aborted === true);
  await client.close();
});

it("shows a change of its user at once, and refetches nobody else", async () => {
  await using sandbox = await startSandbox(3);
  using page = mount({ client: sandbox.admin() }, () => ({
    rows: upTo(4).map((id) => useUserSummary(id)),
    update: useUpdateUser(),
    add: useAddUserTag(),
  }));
  const { rows, update, add } = page.result;
  await until(() => rows.every(({ isSuccess }) => isSuccess.value));
  sandbox.sent.length = 0;
  const held = sandbox.hold(({ method }) => method === "PUT");
  update.mutate({ id: "3", changes: { displayName: "Three" } });
  await until(() => rows[2]?.data.value?.displayName === "Three");
  held.release();
  await until(() => update.isSuccess.value && rows.every(({ isFetching }) => !isFetching.value));
  expect(requested(sandbox)).toEqual([[3]]);
  expect(rows[2]?.data.value?.displayName).toBe("Three");
  // A tag is no field of a summary.
  await add.mutateAsync({ userId: 3, tag: "new" });
  await settle();
  expect(requested(sandbox)).toEqual([[3]]);
});

it("is rendered on the server with one request, and hydrated with none", async () => {
  await using sandbox = await startSandbox(9);
  vi.stubGlobal("window", undefined);
  vi.stubGlobal("document", undefined);
  const Page = () => upTo(10).map((id) => h(Row, { id, key: id }));
  const onServer = createUsers({ options: sandbox.options });
  const html = await renderToString(createSSRApp(Page).use(onServer));
  const state = dehydrateUsers(onServer.queryClient);
  await onServer.close();
  vi.unstubAllGlobals();
  expect(html).toContain("<li>Jane Doe</li>");
  expect(html).toContain("<li>deleted</li>");
  expect(requested(sandbox)).toEqual([upTo(10)]);

  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
  hydrateUsers(queryClient, state);
  const root = document.createElement("div");
  root.innerHTML = html;
  const app = createSSRApp(Page).use(createUsers({ options: sandbox.options, queryClient }));
  app.mount(root);
  await settle();
  expect(root.textContent).toContain("Jane Doe");
  expect(sandbox.sent).toHaveLength(1);
  app.unmount();
});

it("forgets the summaries of the previous user", async () => {
  await using sandbox = await startSandbox(3);
  const session = { clientId: "web", tabs: false } as const;
  using page = mount({ options: sandbox.options, session }, () => ({
    row: useUserSummary(2),
    session: useSession(),
  }));
  const { row, session: own } = page.result;
  await own.signIn({ username: "admin", password: "sandbox-admin" });
  await until(() => row.data.value?.email === "jdoe@sandbox.example");
  sandbox.hold(({ path }) => path.includes("filter_id_list"));
  await own.signOut();
  expect(row.data.value).toBeUndefined();
});

it("is read before a page is shown, by its options", async () => {
  await using sandbox = await startSandbox(3);
  const queryClient = new QueryClient();
  const client = sandbox.admin();
  const read = [1, 2, 3].map((id) => queryClient.query(userSummaryQueryOptions(client, id)));
  expect((await Promise.all(read)).map((user) => user?.id)).toEqual([1, 2, 3]);
  expect(requested(sandbox)).toEqual([[1, 2, 3]]);
});
