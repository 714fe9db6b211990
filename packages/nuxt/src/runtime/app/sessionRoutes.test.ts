import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sessionRoutes } from "./sessionRoutes.ts";

let status = 200;
let body: unknown;
let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const routes = () => sessionRoutes(base, "/api/users", () => undefined);
const respond = (nextStatus: number, nextBody: unknown) => {
  [status, body] = [nextStatus, nextBody];
};

it("returns the new state", async () => {
  respond(200, { state: { status: "signed-in", id: "s-1" } });
  expect(await routes().read(false)).toMatchObject({ state: { status: "signed-in", id: "s-1" } });
});

it("returns the API's error", async () => {
  const error = { _tag: "Unauthorized", operation: "getOAuthToken", message: "Wrong password." };
  respond(401, { error: { ...error, issues: [], retryable: false, attempts: 1 } });
  const { state, error: returned } = await routes().signIn({ username: "ada", password: "x" });
  expect(state).toBeUndefined();
  expect(returned).toMatchObject(error);
});

it("rejects for an error of the server itself, and for anything else", async () => {
  for (const [code, answer] of [
    [500, { error: true, statusCode: 500, message: "Server Error" }],
    [403, { error: true, statusCode: 403, message: "The header is missing." }],
    [200, { state: { status: "unheard-of" } }],
    [200, "text"],
  ] as const) {
    respond(code, answer);
    for (const call of [routes().read(true), routes().signOut()]) {
      await expect(call).rejects.toThrow(`The server answered ${code}`);
    }
  }
});
