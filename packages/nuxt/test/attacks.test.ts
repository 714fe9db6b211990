import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { playground } from "./buildPlayground.ts";
import { rawRequest } from "./support/rawRequest.ts";
import { type Api, startApi } from "./support/startApi.ts";
import { type App, startApp } from "./support/startApp.ts";
import { type Visitor, visitor } from "./support/visitor.ts";

let api: Api;
let app: App;
beforeAll(async () => {
  api = await startApi();
  app = await startApp(playground, { NUXT_USERS_BASE_URL: api.url });
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
});

const cookieName = "__Host-users-session";
const heading = (html: string) => /<h1>(.*?)<\/h1>/.exec(html)?.[1];
const someone = (at: App = app) => visitor(() => at.url);
const signedIn = async (username: string) => {
  const user = someone();
  expect(await user.signIn(username)).toMatchObject({ state: { status: "signed-in" } });
  return user;
};
const copyOf = (user: Visitor) => {
  const copy = someone();
  for (const [name, value] of user.cookies) copy.cookies.set(name, value);
  return copy;
};
const json = { "content-type": "application/json" };

it("sends tags with every character as they are", async () => {
  const admin = await signedIn("admin");
  const { id } = (await (await admin.call("/users/me")).json()) as { id: number };
  const tags = ["c", "c#", "c?", "c/", "100%25", "ü"];
  for (const value of tags) {
    const body = JSON.stringify({ value });
    const init = { method: "POST", headers: json, body };
    expect([value, (await admin.call(`/users/${id}/tags`, init)).status]).toEqual([value, 204]);
  }
  // The API does not delete what has no slash or another path in it.
  for (const value of ["c#", "c?", "100%25", "ü"]) {
    const target = `/users/${id}/tags/${encodeURIComponent(value)}`;
    expect([value, (await admin.call(target, { method: "DELETE" })).status]).toEqual([value, 204]);
  }
  const left = (await (await admin.call(`/users/${id}/tags`)).json()) as Array<string>;
  expect(left).toEqual(expect.arrayContaining(["c", "c/"]));
  for (const value of ["c#", "c?", "100%25", "ü"]) expect(left).not.toContain(value);
});

it("sends no call whose path would arrive as another one", async () => {
  const admin = await signedIn("admin");
  const { state } = await admin.session();
  await api.sandbox.clearRequests();
  const lines = [
    "DELETE /api/_users/calls/users/7#/tags/x",
    "DELETE /api/_users/calls/users/7%23/../tags/x",
    "GET /api/_users/calls/users/me#",
    "GET /api/_users/calls/users/\\..\\me",
    "GET /api/_users/calls/users/%2e%2e",
    "GET /api/%5fusers/calls/users/me",
    "POST /api/_users/calls/oauth%2ftoken",
  ];
  for (const line of lines) {
    const headers = [
      `Host: ${new URL(app.url).host}`,
      `Cookie: ${cookieName}=${admin.cookies.get(cookieName)!}`,
      `x-users-session: ${state!.id!}`,
      "Connection: close",
    ];
    const response = await rawRequest(
      app.url,
      `${line} HTTP/1.1\r\n${headers.join("\r\n")}\r\n\r\n`,
    );
    expect([line, response.slice(9, 12)]).toEqual([line, "404"]);
  }
  expect(await api.sandbox.requests()).toEqual([]);
});

it.each(["/api/_users/sign-in", "/api/_users/calls/users"])(
  "rejects large bodies to %s before it has read them",
  async (route) => {
    const body = new Uint8Array(2_000_000).fill(32);
    const send = (stream: boolean) =>
      fetch(`${app.url}${route}`, {
        method: "POST",
        headers: { ...json, "x-users-session": "none" },
        body: stream ? new Blob([body]).stream() : body,
        ...(stream && { duplex: "half" }),
      });
    await api.sandbox.clearRequests();
    for (const stream of [false, true]) {
      const status = await send(stream).then(
        (response) => response.status,
        // The server may close the connection while the body is sent.
        () => "closed",
      );
      expect([413, "closed"]).toContain(status);
    }
    expect(await api.sandbox.requests()).toEqual([]);
    // A body in chunks that is small is read.
    const small = await fetch(`${app.url}/api/_users/sign-in`, {
      method: "POST",
      headers: { ...json, "x-users-session": "none" },
      body: new Blob(['{"username":"jdoe","password":"sandbox-jdoe"}']).stream(),
      duplex: "half",
    } as RequestInit);
    expect(small.status).toBe(200);
  },
);

const size = 2_000_000;
const chunks = `${`c350\r\n${" ".repeat(50_000)}\r\n`.repeat(size / 50_000)}0\r\n\r\n`;

it.each([
  ["with a length", `Content-Length: ${size}\r\n\r\n${" ".repeat(size)}`],
  ["in chunks", `Transfer-Encoding: chunked\r\n\r\n${chunks}`],
])("answers the request after a large body %s on its connection", async (_, body) => {
  const host = `Host: ${new URL(app.url).host}\r\n`;
  const first = `POST /api/_users/sign-in HTTP/1.1\r\n${host}x-users-session: none\r\n${body}`;
  const second = `GET /api/public HTTP/1.1\r\n${host}Connection: close\r\n\r\n`;
  const responses = await rawRequest(app.url, first + second);
  expect(responses.match(/(?<=HTTP\/1\.1 )\d+/g)).toEqual(["413", "200"]);
});

it("makes no response public that knows its visitor", async () => {
  const jdoe = await signedIn("jdoe");
  const known = await jdoe.get("/api/public");
  expect(await known.text()).toBe("signed-in");
  expect(known.headers.get("cache-control")).toBe("private, no-store");
  expect(known.headers.get("cdn-cache-control")).toBe("private, no-store");
  const unknown = await someone().get("/api/public");
  expect(unknown.headers.get("cache-control")).toBe("public, max-age=600");
  expect(unknown.headers.get("vary")).toBe("cookie");
  const own = await someone().send("/api/own-sign-in", { method: "POST" });
  expect(own.headers.getSetCookie()).toHaveLength(1);
  expect(own.headers.get("cache-control")).toBe("private, no-store");
});

it("renders pages for everybody that a header only for a CDN makes public", async () => {
  const jdoe = await signedIn("jdoe");
  const response = await jdoe.get("/cdn");
  expect(response.headers.get("vercel-cdn-cache-control")).toBe("max-age=600");
  const html = await response.text();
  expect(html).toContain("<p>pending</p>");
  expect(html).not.toContain("sandbox.example");
});

it("passes on no cookie, address or redirect of the API", async () => {
  await using fake = await startFake((_, response) => {
    response.writeHead(302, {
      "set-cookie": "evil=1",
      location: "https://evil.example",
      "x-powered-by": "secret",
      "cache-control": "public, max-age=600",
    });
    response.end("<script>alert(1)</script>");
  });
  await using instance = await startApp(playground, { NUXT_USERS_BASE_URL: fake.url });
  const response = await someone(instance).call("/users");
  expect(response.status).toBe(302);
  const names = [...response.headers.keys()];
  for (const name of ["set-cookie", "location", "x-powered-by"]) expect(names).not.toContain(name);
  expect(response.headers.get("content-type")).toBe("text/plain");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("cache-control")).toBe("private, no-store");
});

it("shows visitors no address and no stack when the API fails in the middle of a response", async () => {
  await using fake = await startFake((_, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("{");
    setImmediate(() => response.destroy());
  });
  await using instance = await startApp(playground, { NUXT_USERS_BASE_URL: fake.url });
  const response = await someone(instance).call("/users");
  expect(response.status).toBe(502);
  const text = await response.text();
  expect(text).toContain("could not be reached");
  expect(text).not.toContain(new URL(fake.url).port);
  expect(text).not.toContain("at ");
});

const startFake = async (
  answer: RequestListener,
): Promise<AsyncDisposable & { readonly url: string }> => {
  const server = createServer({}, answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

it("starts a new session at each sign-in, and ends the one before", async () => {
  const jdoe = await signedIn("jdoe");
  const before = copyOf(jdoe);
  const first = await jdoe.session();
  await jdoe.signIn("admin");
  const second = await jdoe.session();
  expect(second.state?.id).not.toBe(first.state?.id);
  expect(heading(await before.html("/"))).toBe("nobody");
});
