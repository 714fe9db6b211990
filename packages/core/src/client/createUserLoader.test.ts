import { describe, expect, it, vi } from "vitest";
import { inProcess, json, never, settled, type Received } from "../../test/support/inProcess.ts";
import { createUsersClient, createUserLoader, isUsersError } from "../index.ts";

const idsOf = ({ url }: Received) => url.searchParams.get("filter_id_list")?.split(",").map(Number);

/** An API with the users 1 to 2,000, except multiples of 7. It returns at most `cap` rows. */
const startApi = ({ cap = 1_000, says = true } = {}) => {
  const api = inProcess((received) => {
    const found = (idsOf(received) ?? []).filter((id) => id <= 2_000 && id % 7 !== 0);
    const size = Math.min(cap, Number(received.url.searchParams.get("size") ?? 25));
    const page = Number(received.url.searchParams.get("page") ?? 1);
    const content = found.slice((page - 1) * size, page * size).map((id) => ({ id }));
    return json({
      content,
      ...(says && { last: page * size >= found.length, totalElements: found.length }),
    });
  });
  const client = createUsersClient({ ...api.options, retry: { retries: 0 } });
  return { api, client, loader: createUserLoader(client) };
};
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error: unknown) => (isUsersError(error) ? error : `${String(error)}?`),
  );

describe("a user loader", () => {
  it("reads the ids of one tick with one request, each id once", async () => {
    const { api, client, loader } = startApi();
    const ids = [3, 1, 2, 3, 1];
    const users = await Promise.all(ids.map((id) => loader.load(id)));
    expect(users.map((user) => user?.id)).toEqual(ids);
    expect(users[0]).toBe(users[3]);
    expect(api.received.map(idsOf)).toEqual([[3, 1, 2]]);
    // The default of the API would return 25.
    expect(api.received[0]?.url.searchParams.get("size")).toBe("3");
    await client.close();
  });

  it("reads 1,000 users with 10 requests", async () => {
    const { api, client, loader } = startApi();
    const ids = upTo(1_000);
    const users = await Promise.all([...ids, ...ids].map((id) => loader.load(id)));
    expect(users.map((user) => user?.id)).toEqual(
      [...ids, ...ids].map((id) => (id % 7 === 0 ? undefined : id)),
    );
    expect(api.received).toHaveLength(10);
    for (const received of api.received) expect(idsOf(received)).toHaveLength(100);
    await client.close();
  });

  it("collects what is loaded after a promise of the same tick", async () => {
    const { api, client, loader } = startApi();
    await Promise.all([
      loader.load(1),
      Promise.resolve().then(() => loader.load(2)),
      Promise.resolve()
        .then(() => Promise.resolve())
        .then(() => loader.load(3)),
    ]);
    expect(api.received.length).toBeLessThanOrEqual(2);
    expect(api.received[0] && idsOf(api.received[0])).toEqual(expect.arrayContaining([1, 2]));
    await client.close();
  });

  it("resolves with undefined for an id that no user has", async () => {
    const { client, loader } = startApi();
    expect(await Promise.all([loader.load(7), loader.load(8)])).toEqual([undefined, { id: 8 }]);
    await client.close();
  });

  it.each([
    ["returns smaller pages than requested", { cap: 10 }],
    ["returns smaller pages, and does not say which one is the last", { cap: 10, says: false }],
  ])("finds all users of an API that %s", async (_, options) => {
    const { client, loader } = startApi(options);
    const users = await Promise.all(upTo(30).map((id) => loader.load(id)));
    expect(users.filter((user) => user === undefined)).toHaveLength(4);
    await client.close();
  });

  it("keeps nothing beyond the tick", async () => {
    const { api, client, loader } = startApi();
    await loader.load(1);
    await loader.load(1);
    const [first, second] = [loader.load(2), loader.load(2)];
    await settled();
    const third = loader.load(2);
    await Promise.all([first, second, third]);
    expect(api.received.map(idsOf)).toEqual([[1], [1], [2], [2]]);
    await client.close();
  });

  it("rejects all loads of a request with its error, and no others", async () => {
    const api = inProcess((received) =>
      idsOf(received)?.includes(1) === true
        ? json({ code: 1, message: "no" }, 500)
        : json({ content: [{ id: 150 }], last: true }),
    );
    const client = createUsersClient({ ...api.options, retry: { retries: 0 } });
    const loader = createUserLoader(client);
    const failures = upTo(100).map((id) => failureOf(loader.load(id)));
    const user = loader.load(150);
    expect((await user)?.id).toBe(150);
    const errors = await Promise.all(failures);
    expect(new Set(errors).size).toBe(1);
    expect(errors[0]).toMatchObject({ _tag: "ServerError", operation: "getUsers" });
    await client.close();
  });

  it("rejects an invalid id alone, before it is sent", async () => {
    const { api, client, loader } = startApi();
    const invalid = [0, -1, 1.5, Number.NaN, 2_147_483_648, "x" as unknown as number];
    const failures = invalid.map((id) => failureOf(loader.load(id)));
    expect((await loader.load(1))?.id).toBe(1);
    for (const error of await Promise.all(failures)) {
      expect(error).toMatchObject({ _tag: "InvalidInput", attempts: 0 });
    }
    expect(api.received.map(idsOf)).toEqual([[1]]);
    await client.close();
  });

  it("sends its options with every request", async () => {
    const { api, client } = startApi();
    const loader = createUserLoader(client, { token: "of-one-caller" });
    await loader.load(1);
    expect(api.received[0]?.authorization).toBe("Bearer of-one-caller");
    await client.close();
  });

  it("rejects with Aborted once the client is closed", async () => {
    const { client, loader } = startApi();
    await client.close();
    expect(await failureOf(loader.load(1))).toMatchObject({ _tag: "Aborted" });
  });
});

describe("a cancelled load", () => {
  it("does not cancel the others that wait for the request", async () => {
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const api = inProcess(async () => {
      await answered;
      return json({ content: [{ id: 1 }, { id: 2 }], last: true });
    });
    const client = createUsersClient(api.options);
    const loader = createUserLoader(client);
    const leaving = new AbortController();
    const one = failureOf(loader.load(1, { signal: leaving.signal }));
    const same = loader.load(1);
    const other = loader.load(2, { signal: new AbortController().signal });
    await settled();
    leaving.abort("gone");
    expect(await one).toMatchObject({ _tag: "Aborted", cause: "gone", operation: "getUsers" });
    expect(api.received[0]?.signal.aborted).toBe(false);
    answer();
    expect([(await same)?.id, (await other)?.id]).toEqual([1, 2]);
    await client.close();
  });

  it("cancels the request if it was the last one", async () => {
    const api = inProcess(never);
    const client = createUsersClient(api.options);
    const loader = createUserLoader(client);
    const [first, second] = [new AbortController(), new AbortController()];
    const failures = [
      failureOf(loader.load(1, { signal: first.signal })),
      failureOf(loader.load(2, { signal: second.signal })),
    ];
    await settled();
    first.abort();
    await settled();
    expect(api.received[0]?.signal.aborted).toBe(false);
    second.abort();
    await vi.waitUntil(() => api.received[0]?.signal.aborted === true);
    for (const error of await Promise.all(failures)) expect(error).toMatchObject({ attempts: 1 });
    await client.close();
  });

  it("is not sent, and another load of that id in the same tick is", async () => {
    const { api, client, loader } = startApi();
    const leaving = new AbortController();
    const { signal } = leaving;
    const early = [failureOf(loader.load(1, { signal })), failureOf(loader.load(2, { signal }))];
    leaving.abort();
    expect(await failureOf(loader.load(3, { signal }))).toMatchObject({ attempts: 0 });
    const again = loader.load(1);
    for (const error of await Promise.all(early)) {
      expect(error).toMatchObject({ _tag: "Aborted", attempts: 0 });
    }
    expect((await again)?.id).toBe(1);
    expect(api.received.map(idsOf)).toEqual([[1]]);
    await client.close();
  });

  it("sends nothing if all loads of the tick were cancelled", async () => {
    const { api, client, loader } = startApi();
    const leaving = new AbortController();
    const failure = failureOf(loader.load(1, { signal: leaving.signal }));
    leaving.abort();
    expect(await failure).toMatchObject({ _tag: "Aborted", attempts: 0 });
    await settled();
    expect(api.received).toEqual([]);
    await client.close();
  });
});
