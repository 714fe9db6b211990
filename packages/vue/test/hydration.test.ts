// @vitest-environment happy-dom
import { createUsersClient, UserNotFound, type UsersClientOptions } from "@knetik-users/core";
import { QueryClient } from "@tanstack/vue-query";
import { afterEach, expect, it, vi } from "vitest";
import { createApp, createSSRApp } from "vue";
import { renderToString } from "vue/server-renderer";
import { createUsers, dehydrateUsers, hydrateUsers, usersKey } from "../src/index.ts";
import { Page } from "./page.ts";
import { settle, startSandbox, until } from "./support.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Renders without a window, as on a server. */
const prefetchOnServer = async (options: UsersClientOptions) => {
  vi.stubGlobal("window", undefined);
  vi.stubGlobal("document", undefined);
  const users = createUsers({ options });
  const html = await renderToString(createSSRApp(Page).use(users));
  const state = dehydrateUsers(users.queryClient);
  await users.close();
  vi.unstubAllGlobals();
  return { html, state };
};

it("hydrates the server's page with errors and dates, without refetching", async () => {
  await using sandbox = await startSandbox(9);
  const client = createUsersClient(sandbox.options);
  const { accessToken: token } = await client.getOAuthToken({
    grantType: "password",
    clientId: "web",
    username: "jdoe",
    password: "sandbox-jdoe",
  });
  await client.close();
  const options = { ...sandbox.options, auth: { token } };
  const { html, state } = await prefetchOnServer(options);
  expect(html).toContain("UserNotFound");

  sandbox.sent.length = 0;
  const warn = vi.spyOn(console, "warn");
  const fail = vi.spyOn(console, "error");
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
  hydrateUsers(queryClient, state);
  const me = queryClient.getQueryData(usersKey("getUser", "me"));
  expect(me?.memberSince).toBeInstanceOf(Date);
  const missing = queryClient.getQueryState(usersKey("getUser", 999))?.error;
  expect(missing).toBeInstanceOf(UserNotFound);
  expect(missing).toMatchObject({ operation: "getUser", status: 404, issues: [] });

  const root = document.createElement("div");
  root.innerHTML = html;
  const heading = root.querySelector("h1");
  const app = createSSRApp(Page).use(createUsers({ options, queryClient }));
  app.mount(root);
  expect(root.innerHTML).toContain("UserNotFound");
  // The same element: Vue hydrated it.
  expect(root.querySelector("h1")).toBe(heading);
  await settle();
  expect(warn).not.toHaveBeenCalled();
  expect(fail).not.toHaveBeenCalled();
  // Only the query that the server left to the browser is sent.
  await until(() => sandbox.sent.length > 0);
  expect(sandbox.lines()).toEqual(["GET /users/1"]);
  await until(() => !root.innerHTML.includes("later"));
  app.unmount();
});

it("refetches a failed query on demand", async () => {
  await using sandbox = await startSandbox(2);
  const { html, state } = await prefetchOnServer(sandbox.options);
  const queryClient = new QueryClient();
  hydrateUsers(queryClient, state);
  sandbox.sent.length = 0;
  const app = createSSRApp(Page).use(createUsers({ options: sandbox.options, queryClient }));
  const root = document.createElement("div");
  root.innerHTML = html;
  app.mount(root);
  await settle();
  expect(sandbox.lines()).not.toContain("GET /users/999");
  // Refetched by invalidating it, and by a component mounted later.
  await queryClient.invalidateQueries({ queryKey: usersKey("getUser", 999) });
  const asked = () => sandbox.lines().filter((line) => line === "GET /users/999").length;
  expect(asked()).toBe(1);
  app.unmount();
  const later = createApp(Page).use(createUsers({ options: sandbox.options, queryClient }));
  later.mount(document.createElement("div"));
  await until(() => asked() > 1);
  later.unmount();
});

it("refetches a failed query after hydration", async () => {
  await using sandbox = await startSandbox(2);
  const { html, state } = await prefetchOnServer(sandbox.options);
  const queryClient = new QueryClient();
  hydrateUsers(queryClient, state);
  sandbox.sent.length = 0;
  const root = document.createElement("div");
  root.innerHTML = html;
  const users = () => createUsers({ options: sandbox.options, queryClient });
  const first = createSSRApp(Page).use(users());
  first.mount(root);
  first.unmount();
  expect(sandbox.lines()).not.toContain("GET /users/999");
  const again = createApp(Page).use(users());
  again.mount(document.createElement("div"));
  await until(() => sandbox.lines().includes("GET /users/999"));
  again.unmount();
});

it("leaves the queries of the application to the application", () => {
  const queryClient = new QueryClient();
  queryClient.setQueryData(["own"], () => "what nobody can write");
  queryClient.setQueryData(usersKey("getUser", 1), { id: 1 });
  const other = new QueryClient();
  hydrateUsers(other, dehydrateUsers(queryClient));
  expect(other.getQueryCache().getAll()).toHaveLength(1);
});
