import { createUsersClient } from "@knetik-users/core";
import { expect, it } from "vitest";
import { createSSRApp, h } from "vue";
import { renderToString } from "vue/server-renderer";
import {
  createUsers,
  dehydrateUsers,
  useSession,
  useUser,
  webSessionStorage,
} from "../src/index.ts";
import { Page } from "./page.ts";
import { type Sandbox, settle, startSandbox } from "./support.ts";

const tokenOf = async (sandbox: Sandbox, username: string) => {
  const client = createUsersClient(sandbox.options);
  const password = `sandbox-${username}`;
  const token = await client.getOAuthToken({
    grantType: "password",
    clientId: "web",
    username,
    password,
  });
  await client.close();
  return token.accessToken;
};

/** Renders one request, as a server does. */
const renderPage = async (sandbox: Sandbox, token: string) => {
  const users = createUsers({ options: { ...sandbox.options, auth: { token } } });
  const html = await renderToString(createSSRApp(Page).use(users));
  return { html, state: dehydrateUsers(users.queryClient) };
};

it("renders data and errors with one request per query", async () => {
  await using sandbox = await startSandbox(9);
  const token = await tokenOf(sandbox, "jdoe");
  sandbox.sent.length = 0;
  const { html } = await renderPage(sandbox, token);
  expect(html).toContain("<h1>jdoe@sandbox.example</h1>");
  expect(html).toMatch(/<time>20\d\d-.*Z<\/time>/);
  expect(html).toContain("<p>UserNotFound</p>");
  expect(html).toContain("<b>1,2</b>");
  expect(html).toContain("<s>later</s>");
  expect(html).toContain("<u>idle</u>");
  expect(html).toContain("<em>jdoe UserNotFound</em>");
  expect([...sandbox.lines()].sort()).toEqual([
    "GET /users/999",
    "GET /users/me",
    "GET /users?filter_last_activity=GT%2C0&size=3",
    "GET /users?size=2&page=1",
  ]);
});

it("renders two users' pages at once and mixes nothing up", async () => {
  await using sandbox = await startSandbox(9);
  const [jdoe, admin] = await Promise.all([tokenOf(sandbox, "jdoe"), tokenOf(sandbox, "admin")]);
  // The first request of each page waits until the other page has made one, too.
  let waiting = 0;
  const held = sandbox.hold(({ path }) => {
    if (path === "/users/me" && (waiting += 1) === 2) setImmediate(() => held.release());
    return path === "/users/me";
  });
  const [ofJdoe, ofAdmin] = await Promise.all([
    renderPage(sandbox, jdoe),
    renderPage(sandbox, admin),
  ]);
  expect(waiting).toBe(2);
  expect(ofJdoe.html).toContain("<h1>jdoe@sandbox.example</h1>");
  expect(ofAdmin.html).toContain("<h1>admin@sandbox.example</h1>");
  expect(ofJdoe.html + ofJdoe.state).not.toContain("admin@sandbox.example");
  expect(ofAdmin.html).not.toContain("jdoe@");
  // An administrator's list contains e-mail addresses, which must stay in that page.
  expect(ofAdmin.state).toContain("jdoe@sandbox.example");
  expect(ofJdoe.state + ofAdmin.state).not.toContain(jdoe);
  expect(ofJdoe.state + ofAdmin.state).not.toContain(admin);
});

it("has no session on the server and shares nothing between requests", async () => {
  await using sandbox = await startSandbox(2);
  const start = (storage: boolean) => {
    const users = createUsers({
      options: sandbox.options,
      session: { clientId: "web", ...(storage && { storage: webSessionStorage("local") }) },
    });
    const app = createSSRApp({
      setup: () => {
        const { status, user } = useSession();
        const { data } = useUser(2);
        return () =>
          h("p", `${status.value} ${user.value?.id ?? "nobody"} ${data.value?.id ?? ""}`);
      },
    }).use(users);
    return { users, app };
  };
  const [one, two, kept] = [start(false), start(false), start(true)];
  await one.users.session.signIn({ username: "jdoe", password: "sandbox-jdoe" });
  await settle();
  expect(two.users.session.status.value).toBe("signed-out");
  expect(await renderToString(one.app)).toBe("<p>signed-in 2 2</p>");
  expect(await renderToString(two.app)).toBe("<p>signed-out nobody 2</p>");
  // The server cannot see the browser's storage: the page shows `restoring` and does not wait.
  expect(await renderToString(kept.app)).toBe("<p>restoring nobody 2</p>");
});

it("writes a state that is safe inside a script", async () => {
  await using sandbox = await startSandbox(2);
  const token = await tokenOf(sandbox, "jdoe");
  const client = createUsersClient({ ...sandbox.options, auth: { token } });
  await client.updateUser("me", { displayName: "</script><script>alert(1)//" });
  await client.close();
  const { state } = await renderPage(sandbox, token);
  expect(state).not.toContain("</script>");
  expect(state).toContain("alert(1)");
});
