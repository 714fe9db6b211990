import { argon2Sync, pbkdf2Sync, scryptSync } from "node:crypto";
import * as Effect from "effect/Effect";
import { describe, expect, it } from "vitest";
import { cheapPasswords } from "../../../test/services.ts";
import { parseForeignHash } from "./foreignHash.ts";
import { verifyPassword } from "./passwordHash.ts";

const base64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
const salt = Buffer.from("0123456789abcdef");

/** Hashes that other programs made, with their passwords. */
const hashes: ReadonlyArray<readonly [name: string, hash: string, password: string]> = [
  [
    "bcrypt of crypt_blowfish",
    "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
    "U*U",
  ],
  ["bcrypt of PHP", "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW", "U*U"],
  [
    "PBKDF2 of passlib",
    "$pbkdf2-sha256$29000$N2YMIWQsBWBMae09x1jrPQ$1t8iyB2A.WF/Z5JZv.lfCIhXXN33N23OSgQYThBYRfk",
    "toomanysecrets",
  ],
  [
    "scrypt of passlib",
    "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E",
    "password",
  ],
  [
    "argon2i of the reference implementation",
    "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA",
    "password",
  ],
  [
    "PBKDF2 as a PHC string",
    `$pbkdf2-sha512$i=1000,l=32$${base64(salt)}$${base64(pbkdf2Sync("pässword", salt, 1_000, 32, "sha512"))}`,
    "pässword",
  ],
  [
    "PBKDF2 of Django",
    `pbkdf2_sha256$1000$sea-salt$${pbkdf2Sync("password", "sea-salt", 1_000, 32, "sha256").toString("base64")}`,
    "password",
  ],
  [
    "scrypt as a PHC string",
    `$scrypt$ln=10,r=8,p=2$${base64(salt)}$${base64(scryptSync("password", salt, 64, { cost: 1_024, blockSize: 8, parallelization: 2 }))}`,
    "password",
  ],
  [
    "argon2d",
    `$argon2d$v=19$m=64,t=1,p=1$${base64(salt)}$${base64(
      argon2Sync("argon2d", {
        message: "password",
        nonce: salt,
        memory: 64,
        passes: 1,
        parallelism: 1,
        tagLength: 32,
      }),
    )}`,
    "password",
  ],
];

describe("a hash of another system", () => {
  it.each(hashes)("%s verifies its password alone", async (_, hash, password) => {
    const foreign = parseForeignHash(hash)!;
    expect(await Effect.runPromise(foreign.verify(password))).toBe(true);
    for (const wrong of [`${password}x`, password.toUpperCase().toLowerCase() + " ", ""]) {
      expect(await Effect.runPromise(foreign.verify(wrong))).toBe(false);
    }
  });

  it.each([
    ["nothing", ""],
    ["plain text", "password"],
    ["MD5", "5f4dcc3b5aa765d61d8327deb882cf99"],
    ["bcrypt that is cut off", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyO"],
    ["bcrypt at a cost of days", "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"],
    ["PBKDF2 with too many iterations", "$pbkdf2-sha256$i=999999999$c2FsdA$aGFzaGhhc2hoYXNoaGFzaA"],
    ["scrypt with 2 GiB", "$scrypt$ln=21,r=8,p=1$c2FsdA$aGFzaGhhc2hoYXNoaGFzaA"],
    ["argon2 with 2 GiB", "$argon2i$v=19$m=2097152,t=1,p=1$c29tZXNhbHQ$aGFzaGhhc2hoYXNoaGFzaA"],
    ["bcrypt with a cost below the least", `$2b$03$${"C".repeat(53)}`],
    ["bcrypt with another alphabet", `$2b$05$${"_".repeat(53)}`],
    ["PBKDF2 with a short key", "$pbkdf2-sha256$i=1000$c2FsdA$YQ"],
    ["argon2id with a short key", "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$YQ"],
    [
      "scrypt with a cost that its block size does not allow",
      "$scrypt$ln=16,r=1,p=1$c2FsdA$aGFzaGhhc2hoYXNoaGFzaA",
    ],
    ["argon2 without memory", "$argon2i$v=19$m=0,t=1,p=1$c29tZXNhbHQ$aGFzaGhhc2hoYXNoaGFzaA"],
  ])("is not %s", (_, hash) => {
    expect(parseForeignHash(hash)).toBeUndefined();
  });

  it("verifies if it is expensive in parallel only", async () => {
    const foreign = parseForeignHash("$scrypt$ln=1,r=999,p=64$c2FsdA$aGFzaGhhc2hoYXNoaGFzaA")!;
    expect(await Effect.runPromise(foreign.verify("password"))).toBe(false);
  });

  it.each(["argon2id", "argon2i"] as const)("%s of a password as it was typed", async (name) => {
    const typed = "pässword".normalize("NFD");
    const parameters = { nonce: salt, memory: 64, passes: 1, parallelism: 1, tagLength: 32 };
    const key = argon2Sync(name, { message: typed, ...parameters });
    const hash = `$${name}$v=19$m=64,t=1,p=1$${base64(salt)}$${base64(key)}`;
    const verify = (password: string) =>
      Effect.runPromise(verifyPassword(password, hash, cheapPasswords));
    expect(await verify(typed)).toBe(true);
    expect(await verify(`${typed}x`)).toBe(false);
  });
});
