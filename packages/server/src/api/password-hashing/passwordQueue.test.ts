import type * as crypto from "node:crypto";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hashPassword, isOutdated, verifyPassword } from "./passwordHash.ts";
import { makePasswordHasher } from "./passwordQueue.ts";

/** Memory × passes of every hash computed. */
let works: Array<number> = [];
vi.mock("node:crypto", async (importOriginal) => {
  const original = await importOriginal<typeof crypto>();
  const argon2: typeof original.argon2 = (algorithm, parameters, callback) => {
    works.push(parameters.memory * parameters.passes);
    original.argon2(algorithm, parameters, callback);
  };
  return { ...original, argon2 };
});
afterEach(() => {
  works = [];
});

const cheap = { memory: 64, passes: 1, parallelism: 1 };
const dear = { memory: 128, passes: 2, parallelism: 1 };
const run = Effect.runPromise;
const sum = () => works.reduce((total, work) => total + work, 0);

describe("a hash that was cheaper", () => {
  it.each([
    [{ ...cheap }, { ...cheap }, false],
    [{ ...cheap }, { ...cheap, memory: 65 }, true],
    [{ ...cheap }, { ...cheap, passes: 2 }, true],
    [{ ...cheap, memory: 128 }, { ...cheap, passes: 2 }, false],
    [{ ...cheap, passes: 4 }, { ...cheap, memory: 65 }, true],
    [{ ...dear }, { ...cheap }, false],
  ])("%j and today %j: %s", async (then, today, expected) => {
    expect(isOutdated(await run(hashPassword("a-password", then)), today)).toBe(expected);
  });

  it("is renewed at today's cost, and only then", async () => {
    const passwords = makePasswordHasher({ cost: dear, concurrency: 1, queue: 1 });
    const stored = await run(hashPassword("a-password", cheap));
    const renewed = await run(passwords.renew("a-password", stored));
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=128,t=2,p=1\$/);
    expect(await run(passwords.verify("a-password", renewed))).toBe(true);
    expect(await run(passwords.renew("a-password", renewed!))).toBeUndefined();
  });

  it("takes as much work to reject as any other, or an unknown account", async () => {
    const stored = await run(hashPassword("a-password", cheap));
    const current = await run(hashPassword("a-password", dear));
    for (const hash of [stored, current, undefined, null, "malformed"]) {
      works = [];
      expect(await run(verifyPassword("wrong", hash, dear))).toBe(false);
      expect([hash, sum()]).toEqual([hash, 128 * 2]);
    }
  });
});

describe("at once", () => {
  it("limits concurrent hashes and the queue", async () => {
    const passwords = makePasswordHasher({ cost: cheap, concurrency: 2, queue: 3 });
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => run(Effect.result(passwords.hash("a-password")))),
    );
    const refused = outcomes.filter(({ _tag }) => _tag === "Failure");
    expect(refused).toHaveLength(3);
    expect(refused[0]).toMatchObject({ failure: { kind: "Overloaded", retryAfter: 2 } });
    // When they are done, the queue has room again.
    expect(await run(passwords.verify("a", undefined))).toBe(false);
  });

  it("a disconnected caller leaves the queue, even in an uninterruptible region", async () => {
    const slow = { memory: 65_536, passes: 2, parallelism: 1 };
    const passwords = makePasswordHasher({ cost: slow, concurrency: 1, queue: 1 });
    const first = run(passwords.hash("a-password"));
    const waiting = Effect.runFork(Effect.uninterruptible(passwords.hash("b-password")));
    await run(Effect.yieldNow);
    expect(await run(Effect.result(passwords.hash("c-password")))).toMatchObject({
      _tag: "Failure",
    });
    await run(Fiber.interrupt(waiting));
    const third = run(passwords.hash("d-password"));
    expect(await first).toMatch(/^\$argon2id/);
    expect(await third).toMatch(/^\$argon2id/);
    // The cancelled hash never started.
    expect(works).toHaveLength(2);
  });

  it("skips a renewal when the queue is full", async () => {
    const passwords = makePasswordHasher({ cost: dear, concurrency: 1, queue: 0 });
    const stored = await run(hashPassword("a-password", cheap));
    const busy = run(passwords.hash("b-password"));
    expect(await run(passwords.renew("a-password", stored))).toBeUndefined();
    await busy;
  });
});
