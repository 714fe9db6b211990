// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { mount, settle, startSandbox, until } from "../../test/support.ts";
import {
  useAddUserTag,
  useInfiniteUsers,
  useRemoveUserTag,
  usersKey,
  useUpdateUser,
  useUser,
  useUsers,
  useUserTags,
} from "../index.ts";

const start = async () => {
  const sandbox = await startSandbox(10);
  const page = mount({ client: sandbox.admin() }, () => ({
    tags: useUserTags(3),
    user: useUser(3),
    list: useUsers({ size: 5 }),
    pages: useInfiniteUsers({ size: 5 }),
    add: useAddUserTag(),
    remove: useRemoveUserTag(),
    update: useUpdateUser(),
  }));
  const { tags, user, list, pages } = page.result;
  await until(() => [tags, user, list, pages].every(({ isSuccess }) => isSuccess.value));
  return {
    sandbox,
    ...page.result,
    queryClient: page.queryClient,
    [Symbol.asyncDispose]: async () => {
      page.unmount();
      await sandbox[Symbol.asyncDispose]();
    },
  };
};
const isWrite = ({ method }: { readonly method: string }) => method !== "GET";

it("adds a tag optimistically and removes it on failure", async () => {
  await using page = await start();
  const { sandbox, tags, user, add } = page;
  const before = tags.data.value;
  const held = sandbox.hold(isWrite);
  sandbox.fail(isWrite, 500);
  add.mutate({ userId: 3, tag: "new" });
  await settle();
  expect(tags.data.value).toEqual([...(before ?? []), "new"]);
  expect(user.data.value?.tags).toContain("new");
  expect(add.isPending.value).toBe(true);
  held.release();
  await until(() => add.isError.value);
  expect(tags.data.value).toEqual(before);
  expect(user.data.value?.tags).not.toContain("new");
});

it("keeps an existing tag when adding it again fails", async () => {
  await using page = await start();
  const { sandbox, tags, add } = page;
  const [first] = tags.data.value ?? [];
  expect(first).toBeDefined();
  sandbox.fail(isWrite, 500);
  await add.mutateAsync({ userId: 3, tag: first! }).catch(() => {});
  expect(tags.data.value).toContain(first);
});

it("removes a tag optimistically and restores it on failure", async () => {
  await using page = await start();
  const { sandbox, tags, remove } = page;
  const [first] = tags.data.value ?? [];
  const held = sandbox.hold(isWrite);
  sandbox.fail(isWrite, 500);
  remove.mutate({ userId: 3, tag: first! });
  await settle();
  expect(tags.data.value).not.toContain(first);
  held.release();
  await until(() => remove.isError.value);
  expect(tags.data.value).toContain(first);
});

it("undoes one change and keeps a later one", async () => {
  await using page = await start();
  const { sandbox, tags, add } = page;
  const isFirst = ({ method }: { method: string }) =>
    method === "POST" && sandbox.sent.filter((sent) => sent.method === "POST").length === 1;
  const held = sandbox.hold(isWrite);
  sandbox.fail(isFirst, 500);
  const reads = () => sandbox.lines().filter((line) => line === "GET /users/3/tags").length;
  const before = reads();
  const first = add.mutateAsync({ userId: 3, tag: "one" }).catch(() => "failed");
  await settle();
  add.mutate({ userId: 3, tag: "two" });
  await settle();
  expect(tags.data.value).toEqual(expect.arrayContaining(["one", "two"]));
  held.release();
  await first;
  await until(() => !add.isPending.value);
  await until(() => !tags.isFetching.value);
  expect(tags.data.value).toContain("two");
  // Refetched once, after the last of them has ended.
  expect(reads() - before).toBeLessThanOrEqual(2);
});

it("refetches only after the last of several mutations, so that none seems undone", async () => {
  await using page = await start();
  const { sandbox, tags, add, remove } = page;
  const [first] = tags.data.value ?? [];
  const held = sandbox.hold(({ method }) => method === "DELETE");
  remove.mutate({ userId: 3, tag: first! });
  await settle();
  sandbox.sent.length = 0;
  await add.mutateAsync({ userId: 3, tag: "two" });
  await settle();
  expect(sandbox.lines()).toEqual(["POST /users/3/tags"]);
  expect(tags.data.value).not.toContain(first);
  held.release();
  await until(() => remove.isSuccess.value && sandbox.lines().includes("GET /users/3/tags"));
  await until(() => !tags.isFetching.value);
  expect(tags.data.value).toContain("two");
  expect(tags.data.value).not.toContain(first);
});

it("updates a profile optimistically, also in lists", async () => {
  await using page = await start();
  const { sandbox, user, list, pages, update } = page;
  const held = sandbox.hold(isWrite);
  update.mutate({ id: 3, changes: { displayName: "Grace", description: "new", fullname: null } });
  await settle();
  expect(user.data.value).toMatchObject({ displayName: "Grace", description: "new" });
  expect(user.data.value).not.toHaveProperty("fullname");
  const row = list.data.value?.content.find(({ id }) => id === 3);
  expect(row).toMatchObject({ displayName: "Grace" });
  expect(row).not.toHaveProperty("description");
  expect(pages.rows.value.find(({ id }) => id === 3)).toMatchObject({ displayName: "Grace" });
  held.release();
  await until(() => update.isSuccess.value);
  await until(() => !user.isFetching.value && !list.isFetching.value);
  expect(user.data.value).toMatchObject({ displayName: "Grace", description: "new" });
});

it("restores a profile field by field", async () => {
  await using page = await start();
  const { sandbox, user, list, update, queryClient } = page;
  const before = user.data.value;
  const listBefore = list.data.value;
  const held = sandbox.hold(isWrite);
  sandbox.fail(isWrite, 500);
  // Refetching is off, so that the rolled-back data is compared.
  sandbox.hold(({ method }) => method === "GET");
  const additionalProperties = {
    born: { type: "date", value: new Date(0) },
    points: { type: "long", value: 2n ** 60n },
  } as const;
  update.mutate({
    id: 3,
    changes: { displayName: "Grace", city: "Paris", fullname: null, additionalProperties },
  });
  await settle();
  // A copy has equal values, which are still those of the change.
  queryClient.setQueryData(
    usersKey("getUser", 3),
    (user_) => user_ && { ...structuredClone(user_), city: "Rome" },
  );
  held.release();
  await until(() => update.isError.value);
  expect(user.data.value).toEqual({ ...before, city: "Rome" });
  expect(list.data.value).toEqual(listBefore);
});

it("disables or replaces the optimistic update", async () => {
  await using sandbox = await startSandbox(3);
  sandbox.hold(isWrite);
  const shown: Array<string> = [];
  using page = mount({ options: sandbox.options }, () => ({
    user: useUser(2),
    late: useUpdateUser({ optimistic: false }),
    own: useUpdateUser({
      optimistic: (_, { changes }) => {
        shown.push(String(changes.displayName));
        return () => shown.push("undone");
      },
    }),
  }));
  await until(() => page.result.user.isSuccess.value);
  const before = page.result.user.data.value;
  page.result.late.mutate({ id: 2, changes: { displayName: "Grace" } });
  await settle();
  expect(page.result.user.data.value).toEqual(before);
  // Without a token the mutation fails before it is sent.
  await page.result.own.mutateAsync({ id: 2, changes: { displayName: "Ada" } }).catch(() => {});
  expect(shown).toEqual(["Ada", "undone"]);
});
