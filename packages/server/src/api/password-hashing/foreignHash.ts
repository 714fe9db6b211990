import { argon2, pbkdf2, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import * as Effect from "effect/Effect";

const deriveArgon2 = promisify(argon2);
const derivePbkdf2 = promisify(pbkdf2);
const deriveScrypt = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** A hash of another system, which is replaced at the first sign-in. */
export interface ForeignHash {
  readonly verify: (password: string) => Effect.Effect<boolean>;
}

/**
 * Upper limits of the work, so that an imported hash cannot stop the server. Higher than any
 * recommendation.
 */
const limits = {
  bcryptCost: 16,
  iterations: 10_000_000,
  memoryBytes: 536_870_912,
  passes: 64,
  lanes: 64,
};

/** Also the variant of passlib, with a dot in place of the plus. */
const decode = (text: string) => Buffer.from(text.replaceAll(".", "+"), "base64");

/** A prefix of a key would be easier to find, and a long key takes long to derive. */
const isKey = ({ length }: Buffer) => length >= 16 && length <= 512;

/** Compares a derived key with the stored one. */
const compare = (stored: Buffer, derive: (length: number) => Promise<Buffer>) =>
  Effect.promise(async () => timingSafeEqual(await derive(stored.length), stored));

type Parser = (hash: string) => ForeignHash | undefined;

const bcrypt: Parser = (hash) => {
  const [, cost] = /^\$2[aby]\$(\d\d)\$[./A-Za-z\d]{53}$/.exec(hash) ?? [];
  if (cost === undefined || Number(cost) < 4 || Number(cost) > limits.bcryptCost) return undefined;
  return {
    verify: (password) =>
      Effect.promise(async () => {
        // Loaded on demand, because few servers have such hashes. It runs in the thread pool.
        const { verify } = await import("@node-rs/bcrypt");
        return verify(password, hash);
      }),
  };
};

const fromPbkdf2 = (
  digest: string,
  iterations: number,
  salt: Buffer,
  stored: Buffer,
): ForeignHash | undefined =>
  iterations >= 1 && iterations <= limits.iterations && isKey(stored)
    ? {
        verify: (password) =>
          compare(stored, (length) => derivePbkdf2(password, salt, iterations, length, digest)),
      }
    : undefined;

/** PHC strings and those of passlib: `$pbkdf2-sha256$i=600000$salt$hash`. */
const phcPbkdf2: Parser = (hash) => {
  const [, digest = "sha1", iterations, salt, key] =
    /^\$pbkdf2(?:-(sha1|sha256|sha512))?\$(?:i=)?(\d{1,9})(?:,l=\d{1,3})?\$([\w+/.]+)\$([\w+/.]+)$/.exec(
      hash,
    ) ?? [];
  if (iterations === undefined || salt === undefined || key === undefined) return undefined;
  return fromPbkdf2(digest, Number(iterations), decode(salt), decode(key));
};

/** Django: `pbkdf2_sha256$600000$salt$hash`, whose salt is text. */
const djangoPbkdf2: Parser = (hash) => {
  const [, digest, iterations, salt, key] =
    /^pbkdf2_(sha1|sha256)\$(\d{1,9})\$([^$]+)\$([\w+/]+=*)$/.exec(hash) ?? [];
  if (digest === undefined || salt === undefined || key === undefined) return undefined;
  return fromPbkdf2(digest, Number(iterations), Buffer.from(salt), decode(key));
};

/** `$scrypt$ln=15,r=8,p=1$salt$hash`; `ln` is the logarithm of the cost. */
const phcScrypt: Parser = (hash) => {
  const [, ln, r, p, salt, key] =
    /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,2})\$([\w+/.]+)\$([\w+/.]+)$/.exec(hash) ?? [];
  if (salt === undefined || key === undefined) return undefined;
  const [cost, blockSize, parallelization] = [2 ** Number(ln), Number(r), Number(p)];
  const bytes = 128 * blockSize * (cost + parallelization);
  const isAllowed =
    cost > 1 &&
    // RFC 7914, section 2.
    Number(ln) < 16 * blockSize &&
    parallelization >= 1 &&
    parallelization <= limits.lanes;
  if (!isAllowed || bytes > limits.memoryBytes || !isKey(decode(key))) return undefined;
  const options = { cost, blockSize, parallelization, maxmem: 2 * bytes + 1_048_576 };
  return {
    verify: (password) =>
      compare(decode(key), (length) => deriveScrypt(password, decode(salt), length, options)),
  };
};

/** argon2i and argon2d. An argon2id hash is verified as one of this server. */
const phcArgon2: Parser = (hash) => {
  const [, algorithm, memory, passes, parallelism, salt, key] =
    /^\$(argon2id|argon2i|argon2d)\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([\w+/]+)\$([\w+/]+)$/.exec(
      hash,
    ) ?? [];
  if (salt === undefined || key === undefined) return undefined;
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const isAllowed =
    cost.memory >= 8 * cost.parallelism &&
    cost.memory * 1_024 <= limits.memoryBytes &&
    cost.passes >= 1 &&
    cost.passes <= limits.passes &&
    cost.parallelism >= 1 &&
    cost.parallelism <= limits.lanes;
  const nonce = decode(salt);
  if (!isAllowed || nonce.length < 8 || !isKey(decode(key))) return undefined;
  return {
    verify: (message) =>
      compare(decode(key), (tagLength) =>
        // The pattern allows no other names.
        deriveArgon2(algorithm as "argon2id", { ...cost, nonce, message, tagLength }),
      ),
  };
};

/**
 * Parses a hash of another system: bcrypt, PBKDF2, scrypt, or a variant of argon2. Returns
 * `undefined` for an unknown format or a cost beyond the limits.
 */
export const parseForeignHash: Parser = (hash) =>
  bcrypt(hash) ?? phcPbkdf2(hash) ?? djangoPbkdf2(hash) ?? phcScrypt(hash) ?? phcArgon2(hash);
