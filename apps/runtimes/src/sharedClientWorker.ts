/** A Cloudflare Worker with a client at module scope, which all incoming requests share. */
import { createUsersClient } from "@knetik-users/core";

declare const apiUrl: string;

const users = createUsersClient({
  baseUrl: apiUrl,
  auth: { grant: "client_credentials", clientId: "server", clientSecret: "secret" },
  timeout: { call: 30_000 },
});

const actions: { readonly [path: string]: () => Promise<unknown> } = {
  "/user": async () => (await users.getUser(1)).id,
  "/retried": async () => (await users.getUser(503)).id,
  "/rows": async () => {
    let rows = 0;
    for await (const _ of users.all.getUsers({ size: 2 })) rows += 1;
    return rows;
  },
  "/cancelled": async () => {
    const controller = new AbortController();
    const call = users.result.getUser(408, { signal: controller.signal });
    await fetch(`${apiUrl}/seen/users/408`);
    controller.abort();
    const outcome = await call;
    return outcome.ok ? "not cancelled" : outcome.error.message;
  },
  "/close": async () => {
    await users.close();
    return "closed";
  },
  // Answered while a call is in flight.
  "/left/user": async () => {
    users.getUser(408).catch(() => undefined);
    await fetch(`${apiUrl}/seen/users/408`);
  },
  "/left/token": async () => {
    users.getUser(1).catch(() => undefined);
    await fetch(`${apiUrl}/seen/oauth/token`);
  },
  "/left/loop": async () => {
    const loop = users.all.getUsers({ filter: { tag: "slow" } })[Symbol.asyncIterator]();
    loop.next().catch(() => undefined);
    await fetch(`${apiUrl}/seen/users`);
  },
};

export default {
  fetch: async (request: Request): Promise<Response> => {
    try {
      const result = await actions[new URL(request.url).pathname]?.();
      return Response.json(result ?? "done");
    } catch (error) {
      return Response.json(String(error), { status: 500 });
    }
  },
};
