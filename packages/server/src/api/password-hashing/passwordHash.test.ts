import * as Effect from "effect/Effect";
import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./passwordHash.ts";

const verify = (password: string, hash: string | null | undefined) =>
  Effect.runPromise(verifyPassword(password, hash));

describe("a hash", () => {
  it("is a PHC string with a salt of its own, and verifies that password alone", async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => Effect.runPromise(hashPassword("correct horse"))),
    );
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await verify("correct horse", one)).toBe(true);
    expect(await verify("correct horse ", one)).toBe(false);
  });

  it("made elsewhere at another cost verifies, too", async () => {
    const hash =
      "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQxMjM0$" +
      (await keyAtLowCost("password", "somesalt1234"));
    expect(await verify("password", hash)).toBe(true);
  });

  it("that is missing or malformed verifies nothing", async () => {
    for (const hash of [undefined, null, "", "plain"]) expect(await verify("", hash)).toBe(false);
  });
});

const keyAtLowCost = async (message: string, nonce: string) => {
  const { argon2Sync } = await import("node:crypto");
  const cost = { memory: 64, passes: 1, parallelism: 1, tagLength: 32 };
  return argon2Sync("argon2id", { message, nonce, ...cost })
    .toString("base64")
    .replace(/=+$/, "");
};
