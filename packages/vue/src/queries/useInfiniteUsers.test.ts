// @vitest-environment happy-dom
import { createUsersClient, type UsersClient } from "@knetik-users/core";
import { expect, it } from "vitest";
import { ref } from "vue";
import { mount, startSandbox, until } from "../../test/support.ts";
import { useInfiniteUsers, usersKey } from "../index.ts";

it("reads page after page to the end", async () => {
  await using sandbox = await startSandbox(25);
  using page = mount({ client: sandbox.admin() }, () => useInfiniteUsers({ size: 10 }));
  const { rows, hasNextPage, fetchNextPage, isSuccess } = page.result;
  await until(() => isSuccess.value);
  expect(rows.value).toHaveLength(10);
  await fetchNextPage();
  await fetchNextPage();
  expect(hasNextPage.value).toBe(false);
  expect(rows.value.map(({ id }) => id)).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
});

it("restarts with another search", async () => {
  await using sandbox = await startSandbox(25);
  const username = ref<string>();
  using page = mount({ client: sandbox.admin() }, () =>
    useInfiniteUsers(() => ({ size: 10, filter: { username: username.value } })),
  );
  await until(() => page.result.isSuccess.value);
  await page.result.fetchNextPage();
  username.value = "jdoe";
  await until(() => page.result.rows.value.length === 1);
  expect(page.result.hasNextPage.value).toBe(false);
});

it("stops at a server that returns the same page again and again", async () => {
  const fetch = async () => Promise.resolve(Response.json({ content: [{ id: 1 }] }));
  const client = createUsersClient({ baseUrl: "http://localhost", fetch });
  using page = mount({ client }, () => useInfiniteUsers());
  await until(() => page.result.isSuccess.value);
  expect(page.result.hasNextPage.value).toBe(true);
  await page.result.fetchNextPage();
  expect(page.result.hasNextPage.value).toBe(false);
  await client.close();
});

/** Gives the users with these ids a tag. */
const tag = async (admin: UsersClient, name: string, ids: ReadonlyArray<number>) => {
  for (const id of ids) await admin.addUserTag(id, name);
};
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const idsOf = (rows: ReadonlyArray<{ readonly id: number }>) => rows.map(({ id }) => id);

it("skips no row when rows of the first page leave the filter", async () => {
  await using sandbox = await startSandbox(30);
  const admin = sandbox.admin();
  await tag(admin, "new", upTo(25));
  using page = mount({ client: admin }, () =>
    useInfiniteUsers({ size: 10, filter: { tag: "new" } }),
  );
  const { rows, fetchNextPage, hasNextPage, isSuccess } = page.result;
  await until(() => isSuccess.value);
  for (const id of [2, 3, 4]) await admin.removeUserTag(id, "new");
  sandbox.sent.length = 0;
  await fetchNextPage();
  expect(idsOf(rows.value)).toEqual(upTo(23));
  // One request more: the page before has the rows that were moved there.
  expect(sandbox.sent).toHaveLength(2);
  await fetchNextPage();
  expect(idsOf(rows.value)).toEqual(upTo(25));
  expect(hasNextPage.value).toBe(false);
});

it("skips no row when more rows than a page leave the filter", async () => {
  await using sandbox = await startSandbox(60);
  const admin = sandbox.admin();
  await tag(admin, "new", upTo(50));
  using page = mount({ client: admin }, () =>
    useInfiniteUsers({ size: 10, filter: { tag: "new" } }),
  );
  const { rows, fetchNextPage, hasNextPage, isSuccess } = page.result;
  await until(() => isSuccess.value);
  await fetchNextPage();
  await fetchNextPage();
  for (const id of upTo(25)) await admin.removeUserTag(id, "new");
  while (hasNextPage.value) await fetchNextPage();
  expect(idsOf(rows.value)).toEqual(upTo(50));
});

it("has no row twice when rows join the list before those that were read", async () => {
  await using sandbox = await startSandbox(30);
  const admin = sandbox.admin();
  await tag(admin, "new", upTo(30).slice(5));
  using page = mount({ client: admin }, () =>
    useInfiniteUsers({ size: 5, filter: { tag: "new" } }),
  );
  const { rows, data, fetchNextPage, hasNextPage, isSuccess } = page.result;
  await until(() => isSuccess.value);
  // Exactly a page: the second one is the first one again, but not the end of the list.
  await tag(admin, "new", upTo(5));
  await fetchNextPage();
  expect(data.value?.pages[1]?.content.map(({ id }) => id)).toContain(6);
  expect(hasNextPage.value).toBe(true);
  while (hasNextPage.value) await fetchNextPage();
  const ids = idsOf(rows.value);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(upTo(30).slice(5)));
});

it("skips no row when the list changes while its pages are refetched", async () => {
  await using sandbox = await startSandbox(30);
  const admin = sandbox.admin();
  await tag(admin, "new", upTo(30));
  using page = mount({ client: admin }, () =>
    useInfiniteUsers({ size: 10, filter: { tag: "new" } }),
  );
  const { rows, fetchNextPage, isFetching, isSuccess } = page.result;
  await until(() => isSuccess.value);
  await fetchNextPage();
  sandbox.sent.length = 0;
  const held = sandbox.hold(({ path }) => path.endsWith("page=2"));
  void page.queryClient.invalidateQueries({ queryKey: usersKey("getUsers") });
  await until(() => sandbox.lines().some((line) => line.endsWith("page=2")));
  const other = sandbox.admin();
  for (const id of [1, 2, 3]) await other.removeUserTag(id, "new");
  held.release();
  await until(() => !isFetching.value);
  expect(idsOf(rows.value)).toEqual(upTo(23));
});
