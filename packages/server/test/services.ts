import type { Database } from "../src/database/database.ts";
import { resolveOptions, type UsersServerOptions } from "../src/options/serverOptions.ts";
import { makePasswordHasher } from "../src/api/password-hashing/passwordQueue.ts";
import type { Services } from "../src/api/context/services.ts";

/** What the rules need, on a database that is open. Hashes cost next to nothing. */
export const servicesOf = (database: Database, options: UsersServerOptions = {}): Services => {
  const { now, tokens, limits, messages, http, passwords } = resolveOptions({
    clock: () => 0,
    passwords: cheapPasswords,
    ...options,
  });
  const { bodyLimit } = http;
  return {
    database,
    now,
    tokens,
    limits,
    messages,
    bodyLimit,
    passwords: makePasswordHasher(passwords),
  };
};

/** The least that argon2 takes: for tests that are not of it. */
export const cheapPasswords = { memory: 8, passes: 1, parallelism: 1 };
