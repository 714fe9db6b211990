// @vitest-environment happy-dom
import { UserNotFound } from "@knetik-users/core";
import { focusManager, QueryClient } from "@tanstack/vue-query";
import { afterEach, expect, it } from "vitest";
import {
  type Component,
  createApp,
  defineComponent,
  h,
  KeepAlive,
  onErrorCaptured,
  type Ref,
  ref,
  shallowRef,
  Suspense,
} from "vue";
import { createMemoryHistory, createRouter, RouterView, useRoute } from "vue-router";
import { createUsers, useInfiniteUsers, useUpdateUser, useUser, usersKey } from "../src/index.ts";
import { mount, type Sandbox, settle, startSandbox, until } from "./support.ts";
import { UserName } from "./userName.ts";

afterEach(() => focusManager.setFocused(undefined));

const reads = (sandbox: Sandbox) => sandbox.lines().filter((line) => line.startsWith("GET"));
const comeBackToWindow = () => {
  focusManager.setFocused(false);
  focusManager.setFocused(true);
};

/** Mounts a component, and returns its element. */
const mountPage = (sandbox: Sandbox, page: Component, queryClient = new QueryClient()) => {
  const users = createUsers({ client: sandbox.admin(), queryClient });
  const root = document.createElement("div");
  const app = createApp(page).use(users);
  app.mount(root);
  return { root, queryClient, [Symbol.dispose]: () => app.unmount() };
};

it("refetches nothing for a component that KeepAlive hides, until it is shown again", async () => {
  await using sandbox = await startSandbox(30);
  const List = defineComponent({
    setup: () => {
      const { rows } = useInfiniteUsers({ size: 2 });
      return () => h("p", rows.value.map(({ displayName }) => displayName).join());
    },
  });
  const tab: Ref<"name" | "list"> = ref("name");
  const id = ref(2);
  const page = () =>
    h(KeepAlive, () => (tab.value === "name" ? h(UserName, { id: id.value }) : h(List)));
  using mounted = mountPage(sandbox, page);
  const { root, queryClient } = mounted;
  await until(() => root.textContent === "Jane Doe");
  tab.value = "list";
  await until(() => root.textContent.includes("Jane Doe"));

  sandbox.sent.length = 0;
  await sandbox.admin().updateUser(2, { displayName: "Jane" });
  await queryClient.invalidateQueries({ queryKey: usersKey() });
  comeBackToWindow();
  await settle();
  expect(reads(sandbox)).not.toContain("GET /users/2");
  expect(reads(sandbox)).toContain("GET /users?size=2&page=1");

  sandbox.sent.length = 0;
  const held = sandbox.hold(({ path }) => path === "/users/2");
  tab.value = "name";
  await settle();
  // The data it had before, while it refetches.
  expect(root.textContent).toBe("Jane Doe");
  held.release();
  await until(() => root.textContent === "Jane");
  expect(reads(sandbox)).toEqual(["GET /users/2"]);
});

it("shows an error of a query in Suspense instead of failing", async () => {
  await using sandbox = await startSandbox(3);
  const captured: Array<unknown> = [];
  const Async = defineComponent({
    props: { id: { type: Number, required: true } },
    setup: async (props) => {
      const { data, error, suspense } = useUser(() => props.id);
      await suspense();
      return () => h("p", error.value?._tag ?? data.value?.displayName);
    },
  });
  const id = ref(2);
  using mounted = mountPage(sandbox, {
    setup: () => {
      onErrorCaptured((error) => void captured.push(error));
      return () =>
        h(Suspense, null, {
          default: () => h(Async, { id: id.value, key: id.value }),
          fallback: () => "loading",
        });
    },
  });
  expect(mounted.root.textContent).toBe("loading");
  await until(() => mounted.root.textContent === "Jane Doe");
  id.value = 999;
  await until(() => mounted.root.textContent === "UserNotFound");
  expect(captured).toEqual([]);
});

it("serves a component with the Options API", async () => {
  await using sandbox = await startSandbox(3);
  const Options = defineComponent({
    props: { id: { type: Number, required: true } },
    setup: (props) => {
      const { data: user, error } = useUser(() => props.id);
      return { user, error, rename: useUpdateUser().mutate };
    },
    data: () => ({ kept: undefined as unknown }),
    computed: {
      name(): string {
        return this.user?.displayName ?? "…";
      },
    },
    watch: {
      error(error: unknown) {
        this.kept = error;
      },
    },
    render() {
      const isKept = this.kept instanceof UserNotFound && this.kept === this.error;
      const rename = () => this.rename({ id: this.id, changes: { displayName: "Jane" } });
      return h("p", { onClick: rename }, isKept ? "no such user" : this.name);
    },
  });
  const id = ref(2);
  using mounted = mountPage(sandbox, () => h(Options, { id: id.value }));
  await until(() => mounted.root.textContent === "Jane Doe");
  mounted.root.querySelector("p")?.dispatchEvent(new Event("click"));
  await until(() => mounted.root.textContent === "Jane");
  id.value = 999;
  await until(() => mounted.root.textContent === "no such user");
});

it("does not read with the parameter of the next route when its page is left", async () => {
  await using sandbox = await startSandbox(3);
  const Profile = defineComponent({
    setup: () => {
      const route = useRoute();
      const { data } = useUser(() => route.params["id"]);
      return () => h("p", data.value?.displayName);
    },
  });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: "/users/:id", component: Profile },
      { path: "/templates/:id", component: { render: () => "a template" } },
    ],
  });
  await router.push("/users/2");
  const root = document.createElement("div");
  const users = createUsers({ client: sandbox.admin(), queryClient: new QueryClient() });
  const app = createApp(RouterView).use(router).use(users);
  app.mount(root);
  await until(() => root.textContent === "Jane Doe");
  await router.push("/templates/1");
  await settle();
  expect(root.textContent).toBe("a template");
  expect(reads(sandbox)).toEqual(["GET /users/2"]);
  app.unmount();
});

it("refetches before it adds a page, so that an invalidation is not lost", async () => {
  await using sandbox = await startSandbox(30);
  const admin = sandbox.admin();
  using page = mount({ client: admin }, () => useInfiniteUsers({ size: 10 }));
  const { rows, fetchNextPage, isSuccess } = page.result;
  await until(() => isSuccess.value);
  await admin.updateUser(2, { displayName: "Jane" });
  const held = sandbox.hold(({ path }) => path.endsWith("page=1"));
  sandbox.sent.length = 0;
  void page.queryClient.invalidateQueries({ queryKey: usersKey("getUsers") });
  const next = fetchNextPage();
  await settle();
  held.release();
  await next;
  expect(reads(sandbox)).toEqual(["GET /users?size=10&page=1", "GET /users?size=10&page=2"]);
  expect(rows.value).toHaveLength(20);
  expect(rows.value.find(({ id }) => id === 2)?.displayName).toBe("Jane");
});

it("reads again what was invalidated when unmounting cancelled the refetch", async () => {
  await using sandbox = await startSandbox(3);
  const shown = ref(true);
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  const page = () => (shown.value ? h(UserName, { id: 2 }) : undefined);
  using mounted = mountPage(sandbox, page, queryClient);
  await until(() => mounted.root.textContent === "Jane Doe");
  await sandbox.admin().updateUser(2, { displayName: "Jane" });
  const held = sandbox.hold(({ path }) => path === "/users/2");
  void queryClient.invalidateQueries({ queryKey: usersKey("getUser", 2) });
  await settle();
  shown.value = false;
  await settle();
  held.release();
  shown.value = true;
  await until(() => mounted.root.textContent === "Jane");
});

it("does not read what is disabled when it is invalidated", async () => {
  await using sandbox = await startSandbox(3);
  const enabled = shallowRef(false);
  using page = mount({ client: sandbox.admin() }, () => useUser(2, { enabled }));
  await page.queryClient.invalidateQueries();
  comeBackToWindow();
  await settle();
  expect(reads(sandbox)).toEqual([]);
  enabled.value = true;
  await until(() => page.result.isSuccess.value);
  await page.queryClient.invalidateQueries();
  expect(reads(sandbox)).toEqual(["GET /users/2", "GET /users/2"]);
});
