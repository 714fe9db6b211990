import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import {
  inProcess,
  json,
  never,
  settled,
  wirePage,
  wireUser,
  type Answer,
} from "../../test/support/inProcess.ts";
import { isUsersError } from "../errors/unions.ts";
import { createUsersClient } from "./createUsersClient.ts";
import type { UsersClientOptions } from "./clientOptions.ts";

const clientOf = (answer: Answer, options: Partial<UsersClientOptions> = {}) => {
  const api = inProcess(answer);
  return { api, users: createUsersClient({ ...api.options, ...options }) };
};

/** The reason a promise rejects with. */
const rejection = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It did not reject.");
};

const drain = async (rows: AsyncIterable<unknown>): Promise<Array<unknown>> => {
  const all: Array<unknown> = [];
  for await (const row of rows) all.push(row);
  return all;
};

const busy = () => json({}, 503, { "retry-after": "20" });
const cancelled = { _tag: "Aborted", name: "AbortError", retryable: false };
const service = {
  grant: "client_credentials",
  clientId: "server",
  clientSecret: "s3cret",
} as const;

describe("a method", () => {
  it("resolves with what the API answers", async () => {
    const { api, users } = clientOf(() => json(wireUser));
    expect(await users.getUser(7)).toEqual({ id: 7, displayName: "Ada" });
    expect(api.received[0]).toMatchObject({ method: "GET", path: "/users/7" });
  });

  it("resolves with undefined where there is no body", async () => {
    const { users } = clientOf(() => json(undefined, 204));
    await expect(users.startPasswordReset(7)).resolves.toBeUndefined();
  });

  it("rejects with the typed error, which is an Error with a stack", async () => {
    const { users } = clientOf(() => json({}, 404));
    const error = await rejection(users.getUser(7));
    expect(error).toBeInstanceOf(Error);
    expect(isUsersError(error)).toBe(true);
    expect(error).toMatchObject({ _tag: "UserNotFound", operation: "getUser", status: 404 });
  });

  it("never throws before it returns its promise", async () => {
    const { api, users } = clientOf(() => json(wireUser));
    const promise = users.getUser(-1);
    expect(await rejection(promise)).toMatchObject({ _tag: "InvalidInput" });
    expect(api.received).toHaveLength(0);
  });

  it("can be destructured", async () => {
    const { getUser, result, all } = clientOf(({ path }) =>
      json(path === "/users" ? wirePage([1], true) : wireUser),
    ).users;
    expect(await getUser(7)).toMatchObject({ id: 7 });
    expect(await result.getUser(7)).toMatchObject({ ok: true });
    expect(await drain(all.getUsers())).toEqual([{ id: 1 }]);
  });
});

describe("arguments and options", () => {
  const sent = async (
    call: (users: ReturnType<typeof clientOf>["users"]) => Promise<unknown>,
  ): Promise<{ url: string; authorization: string | null }> => {
    const { api, users } = clientOf(({ path, method }) => {
      if (method === "DELETE") return json(undefined, 204);
      return json(path.endsWith("s") ? wirePage([]) : wireUser);
    });
    await call(users);
    const [received] = api.received;
    if (received === undefined) throw new Error("Nothing was sent.");
    return {
      url: received.url.pathname + received.url.search,
      authorization: received.authorization,
    };
  };
  const token = { token: "theirs" };

  it.each<[string, Parameters<typeof sent>[0], string, string | null]>([
    ["none", (users) => users.getUsers(), "/users", null],
    ["a search", (users) => users.getUsers({ size: 5 }), "/users?size=5", null],
    ["options only", (users) => users.getUsers(undefined, token), "/users", "Bearer theirs"],
    ["both", (users) => users.getUsers({ page: 2 }, token), "/users?page=2", "Bearer theirs"],
    ["after an argument", (users) => users.getUser(7, token), "/users/7", "Bearer theirs"],
    [
      "after a skipped argument",
      (users) => users.deleteUserTemplate("t", undefined, token),
      "/users/templates/t",
      "Bearer theirs",
    ],
    [
      "after all arguments",
      (users) => users.deleteUserTemplate("t", { cascade: "detach" }, token),
      "/users/templates/t?cascade=detach",
      "Bearer theirs",
    ],
    [
      "in the result variant",
      (users) => users.result.getUsers(undefined, token),
      "/users",
      "Bearer theirs",
    ],
    [
      "for all pages",
      (users) => drain(users.all.getUsers(undefined, token)),
      "/users?size=100&page=1",
      "Bearer theirs",
    ],
    [
      "for all pages of a search",
      (users) => drain(users.pages.getUserTemplates({ size: 2 }, token)),
      "/users/templates?size=2&page=1",
      "Bearer theirs",
    ],
  ])("are told apart: %s", async (_case, call, url, authorization) => {
    expect(await sent(call)).toEqual({ url, authorization });
  });

  it("do not treat options as a search", async () => {
    const { api, users } = clientOf(() => json(wirePage([])));
    const error = await rejection(users.getUsers({ token: "t" } as object));
    expect(error).toMatchObject({ _tag: "InvalidInput", issues: [{ field: "token" }] });
    expect(api.received).toHaveLength(0);
  });
});

describe("the result variant", () => {
  it("resolves to the API's response", async () => {
    const { users } = clientOf(() => json(wireUser));
    expect(await users.result.getUser(7)).toEqual({
      ok: true,
      value: { id: 7, displayName: "Ada" },
    });
  });

  it("resolves to the typed error, and never rejects", async () => {
    const { users } = clientOf(() => json({}, 404));
    expect(await users.result.getUser(7)).toMatchObject({
      ok: false,
      error: { _tag: "UserNotFound" },
    });
    expect(await users.result.getUser(0)).toMatchObject({
      ok: false,
      error: { _tag: "InvalidInput" },
    });
    expect(await users.result.getUser(7, { signal: AbortSignal.abort() })).toMatchObject({
      ok: false,
      error: cancelled,
    });
  });

  it("has a method for each method of the client", () => {
    const { users } = clientOf(() => json(wireUser));
    const methods = Object.entries(users).flatMap(([name, value]) =>
      typeof value === "function" && name !== "close" ? [name] : [],
    );
    expect(Object.keys(users.result)).toEqual(methods);
    expect(methods).toHaveLength(17);
    expect(Object.keys(users.all)).toEqual(["getUserTemplates", "getUsers"]);
    expect(Object.keys(users.pages)).toEqual(["getUserTemplates", "getUsers"]);
  });
});

describe("a signal", () => {
  it("that is already aborted prevents the request", async () => {
    const { api, users } = clientOf(() => json(wireUser), { auth: service });
    const error = await rejection(users.getUser(7, { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ ...cancelled, operation: "getUser", attempts: 0 });
    expect(isUsersError(error)).toBe(true);
    expect(api.received).toHaveLength(0);
  });

  it("that is aborted while the call is started cancels it", async () => {
    const controller = new AbortController();
    const { api, users } = clientOf(never, {
      headers: () => {
        controller.abort();
        return {};
      },
    });
    const { signal } = controller;
    expect(await rejection(users.getUser(7, { signal }))).toMatchObject(cancelled);
    expect(api.received[0]?.signal.aborted ?? true).toBe(true);
  });

  it("aborts the request on the wire", async () => {
    const { api, users } = clientOf(never);
    const controller = new AbortController();
    const promise = rejection(users.getUser(7, { signal: controller.signal }));
    await settled();
    expect(api.received[0]?.signal.aborted).toBe(false);
    controller.abort();
    expect(await promise).toMatchObject(cancelled);
    expect(api.received[0]?.signal.aborted).toBe(true);
  });

  it("aborts reading a body", async () => {
    let closed = false;
    const endless = () =>
      new Response(
        new ReadableStream({
          start: (stream) => {
            stream.enqueue(new TextEncoder().encode('{"id":'));
          },
          cancel: () => {
            closed = true;
          },
        }),
      );
    const { api, users } = clientOf(endless);
    const controller = new AbortController();
    const promise = rejection(users.getUser(7, { signal: controller.signal }));
    await settled();
    controller.abort();
    expect(await promise).toMatchObject(cancelled);
    await settled();
    expect([api.received[0]?.signal.aborted, closed]).toContain(true);
  });

  it("ends the wait before a retry", async () => {
    const { api, users } = clientOf(busy);
    const controller = new AbortController();
    const promise = rejection(users.getUser(7, { signal: controller.signal }));
    await settled();
    expect(api.events.at(-1)?.type).toBe("retry");
    controller.abort();
    expect(await promise).toMatchObject(cancelled);
    expect(api.received).toHaveLength(1);
  });

  it("cancels the wait for a token, but not a refresh that others wait for", async () => {
    let grant: (answer: Response) => void = () => {};
    const { api, users } = clientOf(
      ({ path }) =>
        path === "/oauth/token"
          ? new Promise<Response>((resolve) => {
              grant = resolve;
            })
          : json(wireUser),
      { auth: service },
    );
    const controller = new AbortController();
    const first = rejection(users.getUser(1, { signal: controller.signal }));
    const second = users.getUser(2);
    await settled();
    controller.abort();
    expect(await first).toMatchObject(cancelled);
    expect(api.tokenRequests()[0]?.signal.aborted).toBe(false);
    grant(json({ access_token: "granted" }));
    expect(await second).toMatchObject({ id: 7 });
    expect(api.calls().map(({ path }) => path)).toEqual(["/users/2"]);
    expect(api.tokenRequests()).toHaveLength(1);
  });

  it("that is already aborted prevents all requests of a list", async () => {
    const { api, users } = clientOf(() => json(wirePage([1])));
    const signal = AbortSignal.abort();
    expect(await rejection(drain(users.all.getUsers({}, { signal })))).toMatchObject(cancelled);
    expect(await rejection(drain(users.pages.getUsers({}, { signal })))).toMatchObject(cancelled);
    await settled();
    expect(api.received).toHaveLength(0);
  });

  it("ends paging while a page request is in flight", async () => {
    const { api, users } = clientOf((received) =>
      received.number === 1 ? json(wirePage([1])) : never(received),
    );
    const controller = new AbortController();
    const seen: Array<number> = [];
    const promise = rejection(
      (async () => {
        for await (const { id } of users.all.getUsers({}, { signal: controller.signal })) {
          seen.push(id);
        }
      })(),
    );
    await settled();
    expect(seen).toEqual([1]);
    controller.abort();
    expect(await promise).toMatchObject({ ...cancelled, operation: "getUsers" });
    await settled();
    expect(api.received).toHaveLength(2);
    expect(api.received[1]?.signal.aborted).toBe(true);
  });

  it("ends paging between two pages", async () => {
    const { api, users } = clientOf(({ number }) => json(wirePage([number])));
    const controller = new AbortController();
    const seen: Array<number> = [];
    const error = await rejection(
      (async () => {
        for await (const { id } of users.all.getUsers({}, { signal: controller.signal })) {
          seen.push(id);
          if (id === 2) controller.abort();
        }
      })(),
    );
    expect(error).toMatchObject(cancelled);
    expect(seen).toEqual([1, 2]);
    expect(api.received.length).toBeLessThanOrEqual(3);
  });

  it("that is aborted after the end has no effect and is released", async () => {
    const { users } = clientOf(({ path }) =>
      json(path === "/users" ? wirePage([1], true) : wireUser),
    );
    const controller = new AbortController();
    const { signal } = controller;
    for (let call = 0; call < 5; call += 1) {
      expect(await users.getUser(7, { signal })).toMatchObject({ id: 7 });
      expect(await drain(users.all.getUsers({}, { signal }))).toHaveLength(1);
    }
    for await (const _row of users.all.getUsers({}, { signal })) break;
    await settled();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    controller.abort();
  });

  it("of one call leaves the others alone", async () => {
    const { users } = clientOf((received) =>
      received.path === "/users/1" ? never(received) : json(wireUser),
    );
    const controller = new AbortController();
    const cancelledCall = rejection(users.getUser(1, { signal: controller.signal }));
    const other = users.getUser(2, { signal: new AbortController().signal });
    controller.abort();
    expect(await cancelledCall).toMatchObject(cancelled);
    expect(await other).toMatchObject({ id: 7 });
  });
});

describe("close", () => {
  it("cancels the calls in flight", async () => {
    const { api, users } = clientOf((received) =>
      received.path === "/users/1" ? never(received) : busy(),
    );
    const calls = [rejection(users.getUser(1)), rejection(users.getUser(2))];
    await settled();
    await users.close();
    for (const call of calls) expect(await call).toMatchObject(cancelled);
    expect(api.received[0]?.signal.aborted).toBe(true);
  });

  it("cancels the wait for a token, and its refresh", async () => {
    const { api, users } = clientOf(never, { auth: service });
    const call = rejection(users.getUser(1));
    await settled();
    await users.close();
    expect(await call).toMatchObject(cancelled);
    await settled();
    expect(api.tokenRequests()[0]?.signal.aborted).toBe(true);
  });

  it("cancels loops over pages, too", async () => {
    const { api, users } = clientOf((received) =>
      received.number === 1 ? json(wirePage([1])) : never(received),
    );
    const loop = rejection(drain(users.all.getUsers()));
    await settled();
    expect(api.received).toHaveLength(2);
    const { signal } = new AbortController();
    const other = rejection(drain(users.pages.getUserTemplates({}, { signal, token: "t" })));
    await settled();
    expect(api.received).toHaveLength(3);
    await users.close();
    expect(await loop).toMatchObject({ ...cancelled, operation: "getUsers" });
    expect(await other).toMatchObject({ ...cancelled, operation: "getUserTemplates" });
    await settled();
    expect(api.received.slice(1).map((one) => one.signal.aborted)).toEqual([true, true]);
  });

  it("closes the client and cancels later calls immediately", async () => {
    const { api, users } = clientOf(() => json(wirePage([])));
    const before = users.all.getUsers();
    await users.close();
    await users.close();
    expect(await rejection(users.getUser(1))).toMatchObject(cancelled);
    expect(await users.result.getUser(1)).toMatchObject({ ok: false, error: cancelled });
    expect(await rejection(drain(before))).toMatchObject(cancelled);
    expect(await rejection(drain(users.pages.getUserTemplates()))).toMatchObject(cancelled);
    expect(api.received).toHaveLength(0);
  });

  it("is automatic at the end of `await using`", async () => {
    const api = inProcess(never);
    let call: Promise<unknown> | undefined;
    {
      await using users = createUsersClient(api.options);
      call = rejection(users.getUser(1));
      await settled();
      expect(api.received[0]?.signal.aborted).toBe(false);
    }
    expect(await call).toMatchObject(cancelled);
    expect(api.received[0]?.signal.aborted).toBe(true);
  });
});

describe("paging", () => {
  it("throws the typed error of a page into the loop", async () => {
    const { users } = clientOf(({ number }) =>
      number === 1 ? json(wirePage([1])) : json({}, 403),
    );
    const seen: Array<number> = [];
    const error = await rejection(
      (async () => {
        for await (const { id } of users.all.getUsers()) seen.push(id);
      })(),
    );
    expect(error).toMatchObject({ _tag: "Forbidden", operation: "getUsers" });
    expect(seen).toEqual([1]);
  });

  it("stops requesting when the loop ends", async () => {
    const { api, users } = clientOf(({ number }) => json(wirePage([2 * number, 2 * number + 1])));
    for await (const { id } of users.all.getUsers()) if (id === 4) break;
    await settled();
    expect(api.received).toHaveLength(2);
  });

  it("starts a new read for each loop", async () => {
    const { api, users } = clientOf(() => json(wirePage([1], true)));
    const rows = users.all.getUsers();
    expect(await drain(rows)).toHaveLength(1);
    expect(await drain(rows)).toHaveLength(1);
    expect(api.received).toHaveLength(2);
  });
});
