import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createUsersClient, type UsersClient } from "../src/index.ts";
import { type Behavior, json, silence, startFaultServer } from "./support/faultServer.ts";

/** Pages without an end, each with two rows and after a few milliseconds. */
const endlessPages: Behavior = async (response, request) => {
  const page = Number(new URL(request.path, "http://api").searchParams.get("page"));
  await sleep(5);
  await json({ content: [{ id: 2 * page }, { id: 2 * page + 1 }], last: false })(response, request);
};

type Cancel = "the signal" | "close()" | "a time limit" | "break" | "return()";

interface Loop {
  readonly client: UsersClient;
  /** Requests that were sent. The server counts those later that are still on their way. */
  readonly sent: () => number;
  readonly list: "all" | "pages";
  readonly pagesInFlight: number;
}

/** Reads some rows, cancels, and returns what was seen before and after. */
const cancelLoop = async ({ client, sent, list, pagesInFlight }: Loop, cancel: Cancel) => {
  const controller = new AbortController();
  const { signal } = controller;
  const iterator = client[list].getUsers({}, { signal, pagesInFlight })[Symbol.asyncIterator]();
  let delivered = 0;
  for (; delivered < 5; delivered += 1) await iterator.next();
  // The next page is on its way.
  const pending: Array<Promise<IteratorResult<unknown>>> = [];
  while (pending.length < 3) pending.push(iterator.next());
  const outcomes = Promise.allSettled(pending);
  if (cancel === "the signal") controller.abort();
  else if (cancel === "close()") await client.close();
  else if (cancel === "a time limit") controller.abort(new DOMException("late", "TimeoutError"));
  else await iterator.return!();
  const settled = await outcomes;
  const before = sent();
  const later = await iterator.next().catch((error: unknown) => error);
  await sleep(150);
  return { settled, later, sentLater: sent() - before };
};

const cases = (["all", "pages"] as const).flatMap((list) =>
  [1, 4, 16].map((pagesInFlight) => [list, pagesInFlight] as const),
);

describe.each(cases)("a loop over %s, %i pages in flight", (list, pagesInFlight) => {
  const start = async () => {
    const server = await startFaultServer(endlessPages);
    let sent = 0;
    const client = createUsersClient({
      baseUrl: server.url,
      allowInsecureHttp: true,
      fetch: (url, init) => {
        sent += 1;
        return fetch(url, init);
      },
    });
    return {
      client,
      sent: () => sent,
      list,
      pagesInFlight,
      [Symbol.asyncDispose]: async () => {
        await client.close();
        await server[Symbol.asyncDispose]();
      },
    };
  };

  it.each(["the signal", "close()", "a time limit"] as const)(
    "sends and delivers nothing more after %s",
    async (cancel) => {
      await using loop = await start();
      const { settled, later, sentLater } = await cancelLoop(loop, cancel);
      expect(sentLater).toBe(0);
      // Rows that were there before the cancellation may still be delivered, then one error.
      const firstError = settled.findIndex(({ status }) => status === "rejected");
      const afterError = firstError === -1 ? [] : settled.slice(firstError + 1);
      for (const outcome of afterError) {
        expect(outcome).toEqual({ status: "fulfilled", value: { done: true, value: undefined } });
      }
      const error =
        firstError === -1 ? later : (settled[firstError] as PromiseRejectedResult).reason;
      expect(error).toMatchObject({ _tag: "Aborted", operation: "getUsers" });
    },
  );

  it("sends and delivers nothing more after return()", async () => {
    await using loop = await start();
    const { later, sentLater } = await cancelLoop(loop, "return()");
    expect(sentLater).toBe(0);
    expect(later).toEqual({ done: true, value: undefined });
  });

  it("ends at once while the consumer is busy with a row", async () => {
    await using loop = await start();
    const controller = new AbortController();
    const { signal } = controller;
    const seen: Array<unknown> = [];
    let sent = 0;
    const error: unknown = await (async () => {
      for await (const row of loop.client[list].getUsers({}, { signal, pagesInFlight })) {
        seen.push(row);
        if (seen.length < 3) continue;
        controller.abort();
        sent = loop.sent();
        await sleep(100);
      }
    })().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ _tag: "Aborted" });
    expect(seen).toHaveLength(3);
    expect(loop.sent()).toBe(sent);
  });
});

it("closing the client waits until the requests of loops have ended", async () => {
  await using server = await startFaultServer(silence);
  const client = createUsersClient({ baseUrl: server.url, allowInsecureHttp: true });
  const loop = client.all.getUsers({}, { pagesInFlight: 3 })[Symbol.asyncIterator]();
  const pending = loop.next().catch((error: unknown) => error);
  await expect.poll(() => server.requests.length, { interval: 2 }).toBe(3);
  await client.close();
  expect(await pending).toMatchObject({
    _tag: "Aborted",
    message: "getUsers: The client is closed.",
    attempts: 3,
  });
  for (const { ended } of server.requests) expect(await ended).toBe("closed");
});
