import { setTimeout as sleep } from "node:timers/promises";
import { Injectable, type OnModuleDestroy } from "@nestjs/common";
import { Test } from "@nestjs/testing";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Stream from "effect/Stream";
import { expect, it } from "vitest";
import { InjectUsers, UsersModule, UsersService, type UsersModuleOptions } from "../src/index.ts";
import { silent } from "./application.ts";

const start = async (
  options: Partial<UsersModuleOptions>,
  providers: Array<new () => object> = [],
) => {
  const app = await Test.createTestingModule({
    imports: [UsersModule.forRoot({ baseUrl: "http://localhost", ...options })],
    providers,
  })
    .setLogger(silent)
    .compile();
  await app.init();
  return { app, users: app.get(UsersService) };
};
const wasInterrupted = <A, E>(exit: Exit.Exit<A, E>): boolean =>
  Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause);
const never = () => new Promise<Response>(() => {});
const answer = (milliseconds: number) => async () => {
  await sleep(milliseconds);
  return Response.json({ id: 1, content: [{ id: 1 }], last: true });
};

it("lets calls in flight finish, with Promises and with Effect", async () => {
  let sent = 0;
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  const { app, users } = await start({
    fetch: async () => {
      sent += 1;
      await held;
      return answer(0)();
    },
  });
  const calls = [
    users.getUser(1).then(({ id }) => id),
    Effect.runPromise(users.effect.getUser(1)).then(({ id }) => id),
    (async () => {
      let rows = 0;
      for await (const { id } of users.all.getUsers()) rows += id;
      return rows;
    })(),
  ];
  await expect.poll(() => sent).toBe(3);
  const closed = app.close();
  release();
  expect(await Promise.all(calls)).toEqual([1, 1, 1]);
  await closed;
});

it("cancels them after the timeout, also in other runtimes", async () => {
  let sent = 0;
  const { app, users } = await start({
    fetch: () => {
      sent += 1;
      return never();
    },
    shutdownTimeout: 50,
  });
  const call = users.result.getUser(1);
  const rows = (async () => {
    for await (const row of users.all.getUsers()) return row;
    return undefined;
  })().catch((error: unknown) => error);
  const effect = Effect.runPromiseExit(users.effect.getUser(1));
  const stream = Effect.runPromiseExit(Stream.runCollect(users.effect.all.getUsers()));
  await expect.poll(() => sent).toBe(4);
  await app.close();
  expect((await call).error?._tag).toBe("Aborted");
  expect(await rows).toMatchObject({ _tag: "Aborted" });
  expect(wasInterrupted(await effect)).toBe(true);
  expect(wasInterrupted(await stream)).toBe(true);
  // Afterwards nothing is sent, in particular no write.
  const sentBefore = sent;
  expect(wasInterrupted(await Effect.runPromiseExit(users.effect.deleteUserTemplate("x")))).toBe(
    true,
  );
  const rest = Stream.runCollect(users.effect.pages.getUsers());
  expect(wasInterrupted(await Effect.runPromiseExit(rest))).toBe(true);
  expect(sent).toBe(sentBefore);
});

it("ends streams that are consumed as iterables", async () => {
  let sent = 0;
  const { app, users } = await start({
    fetch: async () => {
      sent += 1;
      await sleep(2);
      return Response.json({ content: [{ id: sent }], last: false });
    },
    shutdownTimeout: 20,
  });
  const rows = Stream.toAsyncIterable(users.effect.all.getUsers({}, { pagesInFlight: 4 }));
  let seen = 0;
  const loop = (async () => {
    for await (const { id } of rows) seen = id;
  })().catch((error: unknown) => error);
  await expect.poll(() => seen).toBeGreaterThan(3);
  await app.close();
  const [sentBefore, seenBefore] = [sent, seen];
  expect(await loop).toBeInstanceOf(Error);
  await sleep(100);
  expect([sent, seen]).toEqual([sentBefore, seenBefore]);
});

it("can be called in onModuleDestroy", async () => {
  const seen: Array<number> = [];
  @Injectable()
  class Cleaner implements OnModuleDestroy {
    readonly #users: UsersService;
    constructor(@InjectUsers() users: UsersService) {
      this.#users = users;
    }
    async onModuleDestroy() {
      seen.push((await this.#users.getUser(1)).id);
    }
  }
  const { app } = await start({ fetch: answer(5) }, [Cleaner as never]);
  await app.close();
  expect(seen).toEqual([1]);
});

it("may be closed twice", async () => {
  const { app, users } = await start({ fetch: answer(1) });
  await app.close();
  await users.onApplicationShutdown();
});
