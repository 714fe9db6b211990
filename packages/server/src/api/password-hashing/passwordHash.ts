import { argon2, type Argon2Parameters, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import * as Effect from "effect/Effect";
import { parseForeignHash } from "./foreignHash.ts";

const deriveKey = promisify(argon2);

/** Cost parameters of argon2id. */
export interface HashCost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP's minimum for argon2id: 19 MiB, two passes. */
export const defaultCost: HashCost = { memory: 19_456, passes: 2, parallelism: 1 };
const keyLength = 32;

// PHC strings use base64 without padding.
const encode = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

const derive = (password: string, parameters: Omit<Argon2Parameters, "message">) =>
  Effect.promise(() => deriveKey("argon2id", { ...parameters, message: password }));

/** Hashes a password into a PHC string, such as `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export const hashPassword = Effect.fnUntraced(function* (
  password: string,
  cost: HashCost = defaultCost,
) {
  const nonce = randomBytes(16);
  const { memory, passes, parallelism } = cost;
  const key = yield* derive(password.normalize("NFC"), {
    memory,
    passes,
    parallelism,
    nonce,
    tagLength: keyLength,
  });
  const parameters = `m=${memory},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${parameters}$${encode(nonce)}$${encode(key)}`;
});

/** In UTF-16 code units. New passwords are shorter. */
const maxNormalized = 1_000;

/** Leaves a long text as it is: the time grows with the square of the number of combining marks. */
const normalized = (password: string) =>
  password.length > maxNormalized ? password : password.normalize("NFC");

interface ParsedHash extends HashCost {
  readonly nonce: Buffer;
  readonly key: Buffer;
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

const parse = (hash: string | null | undefined): ParsedHash | undefined => {
  const [, memory, passes, parallelism, nonce, key] = phc.exec(hash ?? "") ?? [];
  if (nonce === undefined || key === undefined) return undefined;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(nonce, "base64"),
    key: Buffer.from(key, "base64"),
  };
};

const workOf = ({ memory, passes }: HashCost) => memory * passes;

/** Checks whether a hash is of another system, or has a lower cost than the current parameters. */
export const isOutdated = (hash: string, cost: HashCost): boolean => {
  const stored = parse(hash);
  if (stored === undefined) return parseForeignHash(hash) !== undefined;
  return stored.memory < cost.memory || workOf(stored) < workOf(cost);
};

/** Spends the given cost without a result. */
const spendEqualTime = (password: string, { memory, passes, parallelism }: HashCost) =>
  derive(password, {
    // The minimum of argon2.
    memory: Math.max(8 * parallelism, Math.round(memory)),
    passes,
    parallelism,
    nonce: Buffer.alloc(16),
    tagLength: keyLength,
  });

/** Verifies a password against a hash of another system, or spends the same work without one. */
const verifyForeign = Effect.fnUntraced(function* (
  password: string,
  hash: string | null | undefined,
  cost: HashCost,
) {
  const foreign = parseForeignHash(hash ?? "");
  const isRight = foreign !== undefined && (yield* foreign.verify(password));
  // Its own work is unknown.
  if (!isRight) yield* spendEqualTime(password, cost);
  return isRight;
});

const verifyText = Effect.fnUntraced(function* (
  password: string,
  hash: string | null | undefined,
  cost: HashCost,
) {
  const stored = parse(hash);
  if (stored === undefined) return yield* verifyForeign(password, hash, cost);
  const { memory, passes, parallelism, nonce, key } = stored;
  const actual = yield* derive(password, {
    memory,
    passes,
    parallelism,
    nonce,
    tagLength: key.length,
  });
  const isRight = timingSafeEqual(actual, key);
  const rest = workOf(cost) - workOf(stored);
  if (!isRight && rest > 0)
    yield* spendEqualTime(password, { ...cost, memory: rest / cost.passes });
  return isRight;
});

/**
 * Verifies a password. Without a hash it spends the same work and returns `false`; for a cheaper
 * hash it spends the difference. The duration does not reveal whether the account exists, unless its
 * hash is more expensive.
 */
export const verifyPassword = Effect.fnUntraced(function* (
  password: string,
  hash: string | null | undefined,
  cost: HashCost = defaultCost,
) {
  const normal = normalized(password);
  if (yield* verifyText(normal, hash, cost)) return true;
  // Another system may have hashed it as it was typed. Also without a hash: it takes as long.
  return password !== normal && (yield* verifyText(password, hash, cost));
});
