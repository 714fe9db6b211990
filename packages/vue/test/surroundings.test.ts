// @vitest-environment happy-dom
import { UserNotFound } from "@knetik-users/core";
import { focusManager, QueryClient } from "@tanstack/vue-query";
import { createPinia, defineStore } from "pinia";
import { afterEach, expect, it, vi } from "vitest";
import * as other from "vue-query-other";
import { createApp, defineComponent, h, ref } from "vue";
import { createMemoryHistory, createRouter, RouterView } from "vue-router";
import {
  createUsers,
  type SessionRecord,
  type SessionStorage,
  useSession,
  useUpdateUser,
  useUser,
  userQueryOptions,
  useUsers,
} from "../src/index.ts";
import { mount, settle, startSandbox, until } from "./support.ts";
import { UserName } from "./userName.ts";

afterEach(() => {
  vi.restoreAllMocks();
  focusManager.setFocused(undefined);
});

const jdoe = { username: "jdoe", password: "sandbox-jdoe" };
const comeBackToWindow = () => {
  focusManager.setFocused(false);
  focusManager.setFocused(true);
};

it("lives in a Pinia store, longer than the component that used it first", async () => {
  await using sandbox = await startSandbox(3);
  const warn = vi.spyOn(console, "warn");
  const usePeople = defineStore("people", () => {
    const id = ref(2);
    const { data: user, error } = useUser(id);
    const { mutate: rename } = useUpdateUser();
    return { id, user, error, rename };
  });
  const shown = ref(true);
  const Page = defineComponent({
    setup: () => {
      const people = usePeople();
      return () => h("p", people.user?.displayName);
    },
  });
  const root = document.createElement("div");
  const pinia = createPinia();
  const users = createUsers({ client: sandbox.admin(), queryClient: new QueryClient() });
  const app = createApp(() => (shown.value ? h(Page) : undefined))
    .use(pinia)
    .use(users);
  app.mount(root);
  await until(() => root.textContent === "Jane Doe");
  const people = usePeople(pinia);
  people.rename({ id: 2, changes: { displayName: "Jane" } });
  await until(() => root.textContent === "Jane");
  shown.value = false;
  await settle();
  people.id = 999;
  await until(() => people.error !== null);
  expect(people.error).toBeInstanceOf(UserNotFound);
  expect(warn).not.toHaveBeenCalled();
  app.unmount();
});

/** A storage that answers some time after it was asked. */
const slowStorage = (): SessionStorage & { record: SessionRecord | undefined } => ({
  record: undefined,
  async get() {
    await settle();
    return this.record;
  },
  set(record) {
    this.record = record;
  },
});

it("knows in a router guard who is signed in, also after a reload", async () => {
  await using sandbox = await startSandbox(3);
  const storage = slowStorage();
  /** The application, as it starts with each load of the page. */
  const load = async (path: string) => {
    const users = createUsers({
      options: sandbox.options,
      session: { clientId: "web", tabs: false, storage },
      queryClient: new QueryClient(),
    });
    const router = createRouter({
      history: createMemoryHistory(),
      routes: [
        { path: "/sign-in", component: { render: () => "signed out" } },
        { path: "/me", component: UserName, props: { id: "me" }, meta: { private: true } },
      ],
    });
    router.beforeEach(async ({ meta }) => {
      if (meta["private"] !== true) return true;
      await users.session.restore();
      if (users.session.status.value !== "signed-in") return "/sign-in";
      await users.queryClient.query(userQueryOptions(users.client, "me"));
      return true;
    });
    await router.push(path);
    const root = document.createElement("div");
    const app = createApp(RouterView).use(router).use(users);
    app.mount(root);
    return { users, router, root, [Symbol.dispose]: () => app.unmount() };
  };

  using first = await load("/me");
  expect(first.root.textContent).toBe("signed out");
  await first.users.session.signIn(jdoe);
  await first.router.push("/me");
  await until(() => first.root.textContent === "Jane Doe");

  sandbox.sent.length = 0;
  using second = await load("/me");
  // The guard has loaded it: no flash of a loading page.
  expect(second.root.textContent).toBe("Jane Doe");
  expect(sandbox.lines()).toContain("GET /users/me");
});

it("works beside another copy of Vue Query, with its client", async () => {
  await using sandbox = await startSandbox(3);
  const warn = vi.spyOn(console, "warn");
  const queryClient = new other.QueryClient();
  const Page = defineComponent({
    setup: () => {
      const own = other.useQuery({ queryKey: ["own"], queryFn: () => "own" });
      const { data } = useUser(2);
      const { mutate } = useUpdateUser();
      const rename = () => mutate({ id: 2, changes: { displayName: "Jane" } });
      return () => h("p", { onClick: rename }, `${own.data.value} ${data.value?.displayName}`);
    },
  });
  const root = document.createElement("div");
  const users = createUsers({ client: sandbox.admin() });
  const app = createApp(Page).use(other.VueQueryPlugin, { queryClient }).use(users);
  app.mount(root);
  await until(() => root.textContent === "own Jane Doe");
  expect(users.queryClient).toBe(queryClient);
  root.querySelector("p")?.dispatchEvent(new Event("click"));
  await until(() => root.textContent === "own Jane");
  expect(warn).not.toHaveBeenCalled();
  app.unmount();
});

it("sends no token of the previous user after sign-out, on focus either", async () => {
  await using sandbox = await startSandbox(3);
  const tokens: Array<string | null> = [];
  const options = {
    ...sandbox.options,
    fetch: async (input: string, init: RequestInit) => {
      tokens.push(new Headers(init.headers).get("authorization"));
      return sandbox.fetch(input, init);
    },
  };
  const session = { clientId: "web", tabs: false } as const;
  using page = mount({ options, session }, () => ({
    me: useUser("me"),
    list: useUsers(),
    session: useSession(),
  }));
  const { me, list, session: own } = page.result;
  await own.signIn(jdoe);
  await until(() => me.isSuccess.value && !me.isFetching.value && !list.isFetching.value);
  expect(tokens.some((token) => token?.startsWith("Bearer ") === true)).toBe(true);
  tokens.length = 0;
  await own.signOut();
  await settle();
  comeBackToWindow();
  await settle();
  expect(me.data.value).toBeUndefined();
  expect(tokens.length).toBeGreaterThan(0);
  expect(new Set(tokens)).toEqual(new Set([null]));
  expect(own.status.value).toBe("signed-out");
  await own.signIn({ username: "admin", password: "sandbox-admin" });
  await until(() => me.data.value?.username === "admin");
});

it("renews the token that expired while the tab was hidden, and stays signed in", async () => {
  await using sandbox = await startSandbox(3);
  const session = { clientId: "web", tabs: false } as const;
  using page = mount({ options: sandbox.options, session }, () => ({
    me: useUser("me"),
    list: useUsers(),
    session: useSession(),
  }));
  const { me, list, session: own } = page.result;
  await own.signIn(jdoe);
  await until(() => me.isSuccess.value && !me.isFetching.value && !list.isFetching.value);
  sandbox.sent.length = 0;
  const hours = 13 * 3_600_000;
  const now = Date.now.bind(Date);
  vi.spyOn(Date, "now").mockImplementation(() => now() + hours);
  comeBackToWindow();
  await until(() => sandbox.lines().includes("GET /users/me") && !me.isFetching.value);
  // One renewal for all queries.
  expect(sandbox.lines().filter((line) => line.startsWith("POST"))).toEqual(["POST /oauth/token"]);
  expect(own.status.value).toBe("signed-in");
  expect(me.data.value?.username).toBe("jdoe");
});

it("removes the stored session when the API has ended it", async () => {
  await using sandbox = await startSandbox(3);
  const storage = slowStorage();
  const session = { clientId: "web", tabs: false, storage } as const;
  using page = mount({ options: sandbox.options, session }, () => useSession());
  const { signIn, signOut, status } = page.result;
  await until(() => status.value === "signed-out");
  await signIn(jdoe);
  expect(storage.record).toBeDefined();
  sandbox.fail(({ path }) => path === "/users/me", 401);
  sandbox.fail(({ path }) => path === "/oauth/token", 400);
  await page.queryClient.invalidateQueries();
  await until(() => status.value === "expired");
  await until(() => storage.record === undefined);
  await signOut();
  expect(status.value).toBe("signed-out");
});
