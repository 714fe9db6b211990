// @vitest-environment happy-dom
import { persistQueryClient } from "@tanstack/query-persist-client-core";
import { QueryClient } from "@tanstack/vue-query";
import { afterEach, expect, it } from "vitest";
import { mount as mountOn, type Sandbox, startSandbox, until } from "../../test/support.ts";
import {
  type UsersPersisterOptions,
  useSession,
  useUser,
  useUsers,
  usersKey,
  usersPersister,
  webSessionStorage,
} from "../index.ts";

const jdoe = { username: "jdoe", password: "sandbox-jdoe" };
const admin = { username: "admin", password: "sandbox-admin" };
const key = "knetik-users.cache";
const stored = () => localStorage.getItem(key) ?? "";

afterEach(() => localStorage.clear());

/** Loads the page: its cache is restored before its component is mounted, as `clientPersister` does. */
const load = async (sandbox: Sandbox) => {
  const queryClient = new QueryClient({
    defaultOptions: { queries: { staleTime: Infinity, gcTime: Infinity } },
  });
  const session = { clientId: "web", tabs: false, storage: webSessionStorage("local") };
  const given = { options: sandbox.options, session, queryClient };
  const page = mountOn(given, () => useSession());
  const [stop, restored] = persistQueryClient({
    queryClient,
    persister: usersPersister(page.users, localStorage),
  });
  await restored;
  return {
    ...page,
    user: () => queryClient.getQueryData(usersKey("getUser", "me")),
    show: () => mountOn({ client: page.users.client, queryClient }, () => useUser("me")),
    [Symbol.dispose]: () => {
      stop();
      page[Symbol.dispose]();
    },
  };
};

const properties = {
  born: { type: "date", value: new Date(86_400_000) },
  points: { type: "long", value: 2n ** 60n },
} as const;

it("restores dates and big integers after a reload, without a request", async () => {
  await using sandbox = await startSandbox(2);
  {
    using page = await load(sandbox);
    await page.result.signIn(jdoe);
    using shown = page.show();
    await until(() => shown.result.isSuccess.value);
    page.queryClient.setQueryData(
      usersKey("getUser", "me"),
      (user) => user && { ...user, additionalProperties: properties },
    );
    await until(() => stored().includes("born"));
    // Neither a token nor the password.
    const { accessToken } = JSON.parse(localStorage.getItem("knetik-users.session")!) as {
      readonly accessToken: string;
    };
    expect(stored()).not.toContain(accessToken);
    expect(stored()).not.toContain(jdoe.password);
  }
  sandbox.sent.length = 0;
  using page = await load(sandbox);
  expect(page.user()?.memberSince).toBeInstanceOf(Date);
  expect(page.user()?.additionalProperties).toEqual(properties);
  using shown = page.show();
  expect(shown.result.data.value?.email).toBe("jdoe@sandbox.example");
  expect(sandbox.lines()).not.toContain("GET /users/me");
});

it("removes what it has of a user at sign-out, and of another user at once", async () => {
  await using sandbox = await startSandbox(2);
  using page = await load(sandbox);
  await page.result.signIn(jdoe);
  using _shown = page.show();
  await until(() => stored().includes("jdoe@sandbox.example"));
  await page.result.signIn(admin);
  await until(() => stored().includes("admin@sandbox.example"));
  expect(stored()).not.toContain("jdoe@sandbox.example");
  await page.result.signOut();
  await until(() => stored() !== "" && !stored().includes("sandbox.example"));
});

it.each(["another user", "nobody"])(
  "restores nothing of a user when %s is signed in after the reload",
  async (next) => {
    await using sandbox = await startSandbox(2);
    {
      using page = await load(sandbox);
      await page.result.signIn(jdoe);
      using _shown = page.show();
      await until(() => stored().includes("jdoe@sandbox.example"));
    }
    const kept = stored();
    const session = localStorage.getItem("knetik-users.session");
    localStorage.removeItem("knetik-users.session");
    if (next === "another user") {
      using page = await load(sandbox);
      await page.result.signIn(admin);
      expect(localStorage.getItem("knetik-users.session")).not.toBe(session);
    }
    localStorage.setItem(key, kept);
    using page = await load(sandbox);
    expect(page.result.isSignedIn.value).toBe(next === "another user");
    expect(page.user()).toBeUndefined();
    expect(stored()).not.toContain("jdoe@sandbox.example");
  },
);

it.each(["", "{", "null", "[]", '[{"a":1},2]'])("starts empty if %j is stored", async (text) => {
  await using sandbox = await startSandbox(2);
  localStorage.setItem(key, text);
  using page = await load(sandbox);
  expect(page.user()).toBeUndefined();
});

it("keeps the page working if the storage refuses", async () => {
  await using sandbox = await startSandbox(2);
  const refuse = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  const refusing = { getItem: refuse, setItem: refuse, removeItem: refuse };
  using page = mountOn(
    { options: sandbox.options, session: { clientId: "web", tabs: false } },
    () => useUsers({ size: 2 }),
  );
  const persister = usersPersister(page.users, refusing);
  const { queryClient } = page;
  const [stop, restored] = persistQueryClient({ queryClient, persister });
  await restored;
  await until(() => page.result.isSuccess.value);
  await persister.removeClient();
  stop();
});

it("needs an owner without a session", async () => {
  await using sandbox = await startSandbox(2);
  using page = mountOn({ options: sandbox.options }, () => useUser(2));
  const persister = (options?: UsersPersisterOptions) =>
    usersPersister(page.users, localStorage, options);
  expect(() => persister()).toThrow("KUV1007");
  expect(() => persister({ owner: () => "jdoe" })).not.toThrow();
});
