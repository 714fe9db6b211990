import { argon2, type Argon2Parameters, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import * as Effect from "effect/Effect";

const deriveKey = promisify(argon2);

/** 19 MiB, two passes: what OWASP asks of argon2id at least. Raise it and old hashes still verify. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const keyLength = 32;

// PHC strings use base64 without padding.
const encode = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

const derive = (password: string, parameters: Omit<Argon2Parameters, "message">) =>
  Effect.promise(() =>
    deriveKey("argon2id", { ...parameters, message: password.normalize("NFC") }),
  );

/** Hashes a password into a PHC string, such as `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export const hashPassword = Effect.fnUntraced(function* (password: string) {
  const nonce = randomBytes(16);
  const key = yield* derive(password, { ...cost, nonce, tagLength: keyLength });
  const { memory, passes, parallelism } = cost;
  const parameters = `m=${memory},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${parameters}$${encode(nonce)}$${encode(key)}`;
});

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

const decoy = {
  nonce: randomBytes(16),
  memory: cost.memory,
  passes: cost.passes,
  parallelism: cost.parallelism,
  tagLength: keyLength,
};

/**
 * Whether a password is the one that was hashed. Without a hash it does the same work and says no:
 * how long the answer takes does not tell whether the account exists.
 */
export const verifyPassword = Effect.fnUntraced(function* (
  password: string,
  hash: string | null | undefined,
) {
  const [, memory, passes, parallelism, salt, key] = phc.exec(hash ?? "") ?? [];
  if (salt === undefined || key === undefined) {
    yield* derive(password, decoy);
    return false;
  }
  const expected = Buffer.from(key, "base64");
  const actual = yield* derive(password, {
    nonce: Buffer.from(salt, "base64"),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
});
