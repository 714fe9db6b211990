// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from "vitest";
import { computed, ref } from "vue";
import { mount as mountOn, type Sandbox, settle, startSandbox, until } from "../../test/support.ts";
import {
  type SessionOptions,
  type SessionRecord,
  type SessionStorage,
  useInfiniteUsers,
  useRegisterUser,
  useSession,
  useUpdateUser,
  useUser,
  useUsers,
  useUsersClient,
  usersKey,
  webSessionStorage,
} from "../index.ts";

const jdoe = { username: "jdoe", password: "sandbox-jdoe" };
const admin = { username: "admin", password: "sandbox-admin" };

/** A channel per test, because all tests share a process. */
let test = 0;
const mount = <A>(
  sandbox: Sandbox,
  setup: () => A,
  session: Partial<SessionOptions> = {},
  render?: (result: A) => string,
) =>
  mountOn(
    {
      options: {
        ...sandbox.options,
        baseUrl: `http://localhost/${test}`,
        fetch: stripPath(sandbox),
      },
      session: { clientId: "web", ...session },
    },
    setup,
    render,
  );
const stripPath = (sandbox: Sandbox) => (url: string, init: RequestInit) =>
  sandbox.fetch(url.replace(/\/\d+\//, "/"), init);
const memory = (): SessionStorage & { kept: SessionRecord | undefined } => ({
  kept: undefined,
  get() {
    return this.kept;
  },
  set(record) {
    this.kept = record;
  },
});

/** The back button restores a page as it was left. */
const goBack = () =>
  window.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));

afterEach(() => {
  test += 1;
  vi.useRealTimers();
  localStorage.clear();
});

it("signs in, loads the user and signs out", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount(sandbox, () => useSession());
  const { status, isSignedIn, user, isSigningIn, signIn, signOut } = page.result;
  expect(status.value).toBe("signed-out");
  expect(user.value).toBeUndefined();
  const signingIn = signIn(jdoe);
  expect(isSigningIn.value).toBe(true);
  expect(await signingIn).toMatchObject({ ok: true });
  expect(isSigningIn.value).toBe(false);
  expect(isSignedIn.value).toBe(true);
  await until(() => user.value !== undefined);
  expect(user.value?.username).toBe("jdoe");
  await signOut();
  expect(status.value).toBe("signed-out");
  expect(user.value).toBeUndefined();
});

it("shows why signing in failed", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount(sandbox, () => useSession());
  const { signIn, error, fieldErrors, status } = page.result;
  const outcome = await signIn({ username: "jdoe", password: "wrong" });
  expect(outcome.ok).toBe(false);
  expect(error.value?._tag).toBe("TokenFailure");
  expect(status.value).toBe("signed-out");
  await signIn({ username: "jdoe", password: "" });
  expect(error.value?._tag).toBe("InvalidInput");
  expect(fieldErrors.value.password).toBeDefined();
  await signIn(jdoe);
  expect(error.value).toBeNull();
});

it("refetches as the user who signed in", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount(sandbox, () => ({ session: useSession(), jdoe: useUser(2) }));
  await until(() => page.result.jdoe.isSuccess.value);
  expect(page.result.jdoe.data.value?.email).toBeUndefined();
  await page.result.session.signIn(jdoe);
  await until(() => page.result.jdoe.data.value?.email === "jdoe@sandbox.example");
});

it("clears all private data at sign-out, also in other components", async () => {
  await using sandbox = await startSandbox(30);
  const number = ref(1);
  using page = mount(sandbox, () => ({
    session: useSession(),
    me: useUser("me"),
    list: useUsers(() => ({ page: number.value, size: 5 })),
    pages: useInfiniteUsers({ size: 5 }),
    register: useRegisterUser(),
  }));
  const { session, me, list, pages, register } = page.result;
  await session.signIn(admin);
  await until(() =>
    [me, list, pages].every(({ isSuccess, isFetching }) => isSuccess.value && !isFetching.value),
  );
  expect(list.data.value?.content[0]?.email).toBe("admin@sandbox.example");
  await register.mutateAsync({ username: "ada", email: "ada@example.org", password: "a-password" });
  expect(register.data.value?.email).toBe("ada@example.org");
  // Page 2 never arrives: page 1 is shown as placeholder data.
  sandbox.hold(({ path }) => path.includes("page=2"));
  number.value = 2;
  await settle();
  expect(list.isPlaceholderData.value).toBe(true);

  await session.signOut();
  await settle();
  expect(JSON.stringify([me.data.value, list.data.value, pages.rows.value])).not.toContain("@");
  expect(register.data.value).toBeUndefined();
  expect(register.variables.value).toBeUndefined();
  const cached = page.queryClient
    .getQueryCache()
    .getAll()
    .map(({ state }) => state.data);
  expect(JSON.stringify(cached)).not.toContain("@");
  expect(page.queryClient.getMutationCache().getAll()).toEqual([]);
  // Active queries are refetched, anonymously.
  await until(() => me.isError.value);
  expect(me.error.value?._tag).toBe("Unauthorized");
});

it("drops late responses after sign-out, even of a fetch that cannot be cancelled", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount(sandbox, () => ({
    session: useSession(),
    client: useUsersClient(),
    update: useUpdateUser(),
  }));
  const { session, client, update } = page.result;
  await session.signIn(jdoe);
  await until(() => session.user.value !== undefined);
  const before = session.user.value;
  const held = sandbox.hold(() => true);
  const read = page.queryClient
    .query({ queryKey: usersKey("getUser", 2), queryFn: () => client.getUser(2) })
    .catch((error: unknown) => error);
  const direct = client.result.getUser("me");
  update.mutate({ id: 2, changes: { displayName: "Changed" } });
  await settle();
  expect(page.queryClient.getQueryData(usersKey("getUser", "me"))?.displayName).toBe("Changed");
  await session.signOut();
  held.release();
  expect((await direct).error?._tag).toBe("Aborted");
  await read;
  await settle();
  expect(before?.email).toBe("jdoe@sandbox.example");
  const cached = page.queryClient
    .getQueryCache()
    .getAll()
    .map(({ state }) => state.data);
  expect(JSON.stringify(cached)).not.toMatch(/@|Changed|Jane/);
});

it("renews its token, and keeps the new one", async () => {
  await using sandbox = await startSandbox(2);
  const storage = memory();
  using page = mount(sandbox, () => ({ session: useSession(), client: useUsersClient() }), {
    storage,
  });
  await page.result.session.signIn(jdoe);
  const first = storage.kept;
  await until(() => page.result.session.user.value !== undefined);
  vi.useFakeTimers({ now: Date.now() + 3_599_000, toFake: ["Date"] });
  await page.result.client.getUser("me");
  await until(() => storage.kept?.accessToken !== first?.accessToken);
  expect(storage.kept?.id).toBe(first?.id);
  expect(storage.kept?.refreshToken).not.toBe(first?.refreshToken);
  expect(page.result.session.status.value).toBe("signed-in");
});

it("expires when the API rejects it, and clears private data", async () => {
  await using sandbox = await startSandbox(2);
  const storage = memory();
  using page = mount(sandbox, () => ({ session: useSession(), client: useUsersClient() }), {
    storage,
    tabs: false,
  });
  const { session, client } = page.result;
  await session.signIn(jdoe);
  await until(() => session.user.value !== undefined);
  sandbox.fail(({ path }) => path.startsWith("/users/me"), 401);
  sandbox.fail(({ path }) => path === "/oauth/token", 400);
  const failed = await client.result.getUser("me");
  expect(failed.ok).toBe(false);
  expect(session.status.value).toBe("expired");
  expect(session.user.value).toBeUndefined();
  await settle();
  expect(storage.kept).toBeUndefined();
});

it("does not end when another token or a sign-in is rejected", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount(sandbox, () => ({ session: useSession(), client: useUsersClient() }));
  const { session, client } = page.result;
  await session.signIn(jdoe);
  await client.result.getUser("me", { token: "wrong" });
  await client.result.getOAuthToken({
    grantType: "password",
    clientId: "web",
    username: "jdoe",
    password: "wrong",
  });
  expect(session.status.value).toBe("signed-in");
});

it("is restored from the storage, and calls wait for it", async () => {
  await using sandbox = await startSandbox(2);
  const storage = webSessionStorage("local");
  using before = mount(sandbox, () => useSession(), { storage, tabs: false });
  await before.result.signIn(jdoe);
  before.unmount();
  using page = mount(sandbox, () => ({ session: useSession(), me: useUser("me") }), {
    storage,
    tabs: false,
  });
  expect(page.result.session.status.value).toBe("restoring");
  await until(() => page.result.me.isSuccess.value);
  expect(page.result.session.status.value).toBe("signed-in");
  expect(page.result.me.data.value?.username).toBe("jdoe");
  await page.result.session.signOut();
  expect(localStorage.length).toBe(0);
});

it("waits for restore() if a server rendered the page", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount(sandbox, () => ({ session: useSession(), list: useUsers() }), {
    storage: memory(),
    restore: "manual",
  });
  await settle();
  expect(page.result.session.status.value).toBe("restoring");
  expect(sandbox.sent).toEqual([]);
  await page.users.session?.restore();
  await until(() => page.result.list.isSuccess.value);
  expect(page.result.session.status.value).toBe("signed-out");
});

it.each(["{", "null", '{"id":1}', '{"id":"a","accessToken":"b","expiresAt":"never"}'])(
  "treats %s in the storage as no session",
  async (text) => {
    await using sandbox = await startSandbox(2);
    localStorage.setItem("knetik-users.session", text);
    using page = mount(sandbox, () => useSession(), { storage: webSessionStorage("local") });
    await until(() => page.result.status.value === "signed-out");
  },
);

it("stays in memory if the storage fails", async () => {
  await using sandbox = await startSandbox(2);
  const refuse = () => {
    throw new DOMException("no", "SecurityError");
  };
  using page = mount(sandbox, () => useSession(), { storage: { get: refuse, set: refuse } });
  await page.result.signIn(jdoe);
  await until(() => page.result.user.value?.username === "jdoe");
  goBack();
  await settle();
  expect(page.result.isSignedIn.value).toBe(true);
  await page.result.signOut();
  expect(page.result.status.value).toBe("signed-out");
});

it("does not wait forever for a storage that never responds", async () => {
  await using sandbox = await startSandbox(2);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const stuck = () => new Promise<never>(() => {});
  using page = mount(sandbox, () => useSession(), { storage: { get: stuck, set: stuck } });
  // Afterwards it waits for other tabs, which would report a session immediately.
  await vi.advanceTimersByTimeAsync(5_100);
  expect(page.result.status.value).toBe("signed-out");
});

it("removes a stored session when the user signs out before it is restored", async () => {
  await using sandbox = await startSandbox(2);
  const storage = memory();
  storage.kept = { id: "a", accessToken: "b" };
  using page = mount(sandbox, () => useSession(), { storage, restore: "manual" });
  await page.result.signOut();
  expect(storage.kept).toBeUndefined();
  await page.users.session?.restore();
  expect(page.result.status.value).toBe("signed-out");
});

it("clears one user before it shows another", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount(sandbox, () => ({ session: useSession(), me: useUser("me") }));
  await page.result.session.signIn(admin);
  await until(() => page.result.me.isSuccess.value);
  sandbox.hold(({ path }) => path === "/users/me");
  await page.result.session.signIn(jdoe);
  await settle();
  expect(page.result.me.data.value).toBeUndefined();
});

it("does not sign in if the user has signed out or left in the meantime", async () => {
  await using sandbox = await startSandbox(2);
  const held = sandbox.hold(({ path }) => path === "/oauth/token");
  using page = mount(sandbox, () => useSession());
  const first = page.result.signIn(jdoe);
  await settle();
  await page.result.signOut();
  const second = page.result.signIn(jdoe);
  await settle();
  page.unmount();
  held.release();
  expect((await first).error?._tag).toBe("Aborted");
  expect((await second).error?._tag).toBe("Aborted");
  expect(page.result.status.value).toBe("signed-out");
});

it("is the same in two tabs when signing in, renewing and signing out", async () => {
  await using sandbox = await startSandbox(2);
  using one = mount(sandbox, () => ({ session: useSession(), client: useUsersClient() }));
  using two = mount(sandbox, () => ({ session: useSession(), client: useUsersClient() }));
  await one.result.session.signIn(jdoe);
  await until(() => two.result.session.user.value?.username === "jdoe");
  using three = mount(sandbox, () => useSession());
  await until(() => three.result.isSignedIn.value);

  // An hour later one tab renews the token; the other uses the new token without a request.
  vi.useFakeTimers({ now: Date.now() + 3_599_000, toFake: ["Date"] });
  await one.result.client.getUser("me");
  await settle();
  await two.result.client.getUser("me");
  const grants = sandbox.lines().filter((line) => line.startsWith("POST /oauth"));
  expect(grants).toHaveLength(2);

  await two.result.session.signOut();
  await until(() => one.result.session.status.value === "signed-out");
  await until(() => three.result.status.value === "signed-out");
  expect(one.queryClient.getQueryData(usersKey("getUser", "me"))).toBeUndefined();
});

it("is taken from the opening tab if each tab has its own storage", async () => {
  await using sandbox = await startSandbox(2);
  using one = mount(sandbox, () => useSession(), { storage: memory() });
  await until(() => one.result.status.value === "signed-out");
  await one.result.signIn(jdoe);
  const storage = memory();
  using two = mount(sandbox, () => useSession(), { storage });
  expect(two.result.status.value).toBe("restoring");
  await until(() => two.result.isSignedIn.value);
  await until(() => two.result.user.value?.username === "jdoe");
  // The session is stored, so a reload finds it even if the other tab is closed.
  await until(() => storage.kept !== undefined);
  await one.result.signOut();
  await until(() => two.result.status.value === "signed-out");
  await until(() => storage.kept === undefined);
});

it("ends on a restored page if another page has signed out, or becomes the one in the storage", async () => {
  await using sandbox = await startSandbox(2);
  const storage = memory();
  using page = mount(sandbox, () => useSession(), { storage, tabs: false });
  await until(() => page.result.status.value === "signed-out");
  await page.result.signIn(jdoe);
  await until(() => page.result.user.value?.username === "jdoe");
  goBack();
  await settle();
  expect(page.result.user.value?.username).toBe("jdoe");

  using other = mount(sandbox, () => useSession(), { storage, tabs: false });
  await until(() => other.result.user.value?.username === "jdoe");
  await other.result.signIn(admin);
  goBack();
  await until(() => page.result.user.value?.username === "admin");
  await other.result.signOut();
  expect(page.result.isSignedIn.value).toBe(true);
  goBack();
  await until(() => page.result.status.value === "signed-out");
  expect(page.result.user.value).toBeUndefined();
  expect(page.queryClient.getQueryData(usersKey("getUser", "me"))).toBeUndefined();
});

it("asks the other tabs whether it has ended when the page is restored", async () => {
  await using sandbox = await startSandbox(2);
  using one = mount(sandbox, () => useSession());
  using two = mount(sandbox, () => useSession());
  await one.result.signIn(jdoe);
  await until(() => two.result.user.value?.username === "jdoe");
  // A frozen page misses messages.
  const lost = vi.spyOn(BroadcastChannel.prototype, "postMessage").mockImplementation(() => {});
  await two.result.signOut();
  lost.mockRestore();
  await settle();
  expect(one.result.isSignedIn.value).toBe(true);
  goBack();
  await until(() => one.result.status.value === "signed-out");
});

it("survives two tabs that renew at the same moment", async () => {
  await using sandbox = await startSandbox(2);
  using one = mount(sandbox, () => ({ session: useSession(), client: useUsersClient() }));
  using two = mount(sandbox, () => ({ session: useSession(), client: useUsersClient() }));
  await one.result.session.signIn(jdoe);
  await until(() => two.result.session.user.value !== undefined);
  vi.useFakeTimers({ now: Date.now() + 3_601_000, toFake: ["Date"] });
  const held = sandbox.hold(({ path }) => path === "/oauth/token");
  const both = [one, two].map(({ result }) => result.client.result.getUser("me"));
  await settle();
  held.release();
  const outcomes = await Promise.all(both);
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
  expect(one.result.session.status.value).toBe("signed-in");
  expect(two.result.session.status.value).toBe("signed-in");
});

it("is not restarted by a token that arrives after sign-out in another tab", async () => {
  await using sandbox = await startSandbox(2);
  const storage = memory();
  using one = mount(sandbox, () => ({ session: useSession(), client: useUsersClient() }), {
    storage,
  });
  using two = mount(sandbox, () => useSession(), { storage });
  await one.result.session.signIn(jdoe);
  await until(() => two.result.isSignedIn.value);
  vi.useFakeTimers({ now: Date.now() + 3_601_000, toFake: ["Date"] });
  const held = sandbox.hold(({ path }) => path === "/oauth/token");
  const late = one.result.client.result.getUser("me");
  await settle();
  await two.result.signOut();
  held.release();
  await late;
  await settle();
  expect(one.result.session.status.value).toBe("signed-out");
  expect(two.result.status.value).toBe("signed-out");
  expect(storage.kept).toBeUndefined();
});

it("stores no new token when the user signs out meanwhile", async () => {
  await using sandbox = await startSandbox(2);
  const storage = memory();
  const reads: Array<() => void> = [];
  let slow = false;
  using page = mount(sandbox, () => ({ session: useSession(), client: useUsersClient() }), {
    tabs: false,
    storage: {
      get: async () => {
        const { kept } = storage;
        if (slow) await new Promise<void>((resolve) => reads.push(resolve));
        return kept;
      },
      set: (record) => storage.set(record),
    },
  });
  const { session, client } = page.result;
  await session.signIn(jdoe);
  await until(() => session.user.value !== undefined);
  vi.useFakeTimers({ now: Date.now() + 3_601_000, toFake: ["Date"] });
  const held = sandbox.hold(({ path }) => path === "/oauth/token");
  const call = client.result.getUser("me");
  await settle();
  slow = true;
  held.release();
  await until(() => reads.length === 1);
  const signingOut = session.signOut();
  await until(() => reads.length >= 2);
  // The sign-out completes before the pending read of the storage does.
  for (const answer of reads.splice(1)) answer();
  await until(() => storage.kept === undefined);
  reads[0]!();
  slow = false;
  for (const answer of reads) answer();
  await settle();
  for (const answer of reads) answer();
  await Promise.all([call, signingOut]);
  expect(storage.kept).toBeUndefined();
});

it("separates tabs if configured", async () => {
  await using sandbox = await startSandbox(2);
  using one = mount(sandbox, () => useSession(), { tabs: false });
  using two = mount(sandbox, () => useSession());
  await one.result.signIn(jdoe);
  await settle();
  expect(two.result.status.value).toBe("signed-out");
});

it("lists rows by the client of the session", async () => {
  await using sandbox = await startSandbox(12);
  using page = mount(sandbox, () => ({ session: useSession(), client: useUsersClient() }));
  await page.result.session.signIn(admin);
  const emails: Array<string | undefined> = [];
  for await (const { email } of page.result.client.all.getUsers({ size: 5 })) emails.push(email);
  expect(emails).toHaveLength(12);
  expect(emails[0]).toBe("admin@sandbox.example");
});

it("never shows a secret when it is printed", async () => {
  await using sandbox = await startSandbox(2);
  using page = mount(sandbox, () => useSession());
  await page.result.signIn({ username: "jdoe", password: "wrong-horse" });
  const failed = page.result.error.value;
  expect([JSON.stringify(failed), failed?.stack].join()).not.toContain("wrong-horse");
  expect(computed(() => page.result.error.value?.message).value).toBeDefined();
});
