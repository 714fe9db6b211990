// @vitest-environment happy-dom
import { contract, type Endpoint } from "@knetik-users/core/endpoints";
import { QueryClient } from "@tanstack/vue-query";
import { describe, expect, it } from "vitest";
import { createApp, h } from "vue";
import { createMemoryHistory, createRouter, RouterView, useRoute } from "vue-router";
import { withIds } from "../src/cache/givenIds.ts";
import {
  createUsers,
  useAddUserTag,
  useDeleteUserTemplate,
  useRemoveUserTag,
  useSetPassword,
  useStartPasswordReset,
  useUpdateUser,
  useUser,
  userQueryOptions,
  useUserTags,
  useUserTemplate,
  usersKey,
} from "../src/index.ts";
import { mount, settle, startSandbox, until } from "./support.ts";

const endpoints: ReadonlyArray<Endpoint> = Object.values(contract);

describe.each(endpoints.filter(({ subject }) => subject !== undefined))(
  "the id of $name",
  (endpoint) => {
    const args = (id: unknown) => endpoint.args.map((_, index) => (index === 0 ? id : "42"));
    const id = endpoint.subject?.kind === "user" ? 42 : "42";

    it("is read from a parameter of a route, and no other argument is", () => {
      for (const given of [id, "42", ["42"]]) {
        expect(withIds(endpoint, args(given))).toEqual(args(id));
      }
    });

    it("stays as it is if it is none", () => {
      for (const given of [
        "me",
        "x42",
        "042",
        "4.2",
        "-1",
        ["1", "2"],
        undefined,
        null,
        Number.NaN,
      ]) {
        expect(withIds(endpoint, args(given))).toEqual(args(given));
      }
    });
  },
);

it("has equal keys for an id and its text", () => {
  expect(usersKey("getUser", "42")).toEqual(usersKey("getUser", 42));
  expect(usersKey("getUserTags", ["42"])).toEqual(usersKey("getUserTags", 42));
  // The id of a template is text.
  expect(usersKey("getUserTemplate", ["42"])).toEqual(["knetik-users", "getUserTemplate", "42"]);
});

it("reads with the parameter of a route, and shares the result with the number", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ client: sandbox.admin() }, () => [useUser("2"), useUser(2)] as const);
  await until(() => page.result.every(({ isSuccess }) => isSuccess.value));
  expect(sandbox.lines().filter((line) => line.startsWith("GET"))).toEqual(["GET /users/2"]);
  expect(page.queryClient.getQueryData(usersKey("getUser", "2"))?.username).toBe("jdoe");
  const user = await page.queryClient.query({
    ...userQueryOptions(page.users.client, ["2"]),
    staleTime: Infinity,
  });
  expect(user.id).toBe(2);
});

it("fails with InvalidInput for text that is no id, before anything is sent", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ options: sandbox.options }, () => ({
    user: useUser("new"),
    tags: useUserTags(["1", "2"]),
    update: useUpdateUser(),
  }));
  const { user, tags, update } = page.result;
  await until(() => user.isError.value && tags.isError.value);
  expect(user.error.value).toMatchObject({ _tag: "InvalidInput", issues: [{ field: "id" }] });
  expect(user.error.value?.message).toMatch(/user id \(1 to 2147483647\) or "me"/);
  expect(tags.error.value?._tag).toBe("InvalidInput");
  update.mutate({ id: "new", changes: { displayName: "x" } });
  await until(() => update.isError.value);
  expect(update.error.value?._tag).toBe("InvalidInput");
  expect(update.fieldErrors.value["id"]).toMatch(/user id/);
  expect(sandbox.sent).toEqual([]);
});

it("waits while an optional parameter is missing", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount({ options: sandbox.options }, () => [
    useUser(""),
    useUser([]),
    useUserTemplate(() => ""),
  ]);
  await settle();
  expect(page.result.map(({ fetchStatus }) => fetchStatus.value)).toEqual(["idle", "idle", "idle"]);
  expect(sandbox.sent).toEqual([]);
});

it("writes with the parameter of a route: optimistic, invalidating, undone", async () => {
  await using sandbox = await startSandbox(3);
  using page = mount({ client: sandbox.admin() }, () => ({
    user: useUser(3),
    tags: useUserTags(3),
    other: useUser(2),
    update: useUpdateUser(),
    add: useAddUserTag(),
    remove: useRemoveUserTag(),
    password: useSetPassword(),
    reset: useStartPasswordReset(),
    template: useDeleteUserTemplate(),
  }));
  const { user, tags, other, update, add, remove, password, reset, template } = page.result;
  await until(() => [user, tags, other].every(({ isSuccess }) => isSuccess.value));
  sandbox.sent.length = 0;
  const held = sandbox.hold(({ method }) => method === "PUT");
  update.mutate({ id: "3", changes: { displayName: "Three" } });
  await until(() => user.data.value?.displayName === "Three");
  expect(update.isPending.value).toBe(true);
  held.release();
  await until(() => update.isSuccess.value && !user.isFetching.value);
  await add.mutateAsync({ userId: ["3"], tag: "new" });
  await until(() => tags.data.value?.includes("new") === true);
  await remove.mutateAsync({ userId: "3", tag: "new" });
  await password.mutateAsync({ id: "3", password: "correct horse" });
  await reset.mutateAsync("3");
  expect(sandbox.lines()).toContain("PUT /users/3/password");
  expect(sandbox.lines()).toContain("POST /users/3/password-reset");
  // Nothing of another user was invalidated.
  expect(sandbox.lines()).not.toContain("GET /users/2");
  template.mutate({ id: ["none"] });
  await until(() => template.isError.value);
  expect(template.error.value?._tag).toBe("TemplateNotFound");

  sandbox.fail(({ method }) => method === "PUT", 400);
  update.mutate({ id: "3", changes: { displayName: "Four" } });
  await until(() => update.isError.value && !user.isFetching.value);
  expect(user.data.value?.displayName).toBe("Three");
});

it("follows the route in the most common line of a page", async () => {
  await using sandbox = await startSandbox(3);
  const Profile = {
    setup: () => {
      const route = useRoute();
      const { data: user, error } = useUser(() => route.params["id"]);
      return () => h("p", error.value?._tag ?? user.value?.id);
    },
  };
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: "/users/:id?", component: Profile }],
  });
  const users = createUsers({ client: sandbox.admin(), queryClient: new QueryClient() });
  const root = document.createElement("div");
  await router.push("/users/2");
  const app = createApp(RouterView).use(router).use(users);
  app.mount(root);
  await until(() => root.textContent === "2");
  await router.push("/users/3");
  await until(() => root.textContent === "3");
  await router.push("/users/nobody");
  await until(() => root.textContent === "InvalidInput");
  await router.push("/users");
  await until(() => root.textContent === "");
  expect(sandbox.lines().filter((line) => line.startsWith("GET"))).toEqual([
    "GET /users/2",
    "GET /users/3",
  ]);
  app.unmount();
});
