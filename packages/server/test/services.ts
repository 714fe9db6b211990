import type { Database } from "../src/database/database.ts";
import { resolveOptions, type UsersServerOptions } from "../src/options/serverOptions.ts";
import { makePasswordHasher } from "../src/api/password-hashing/passwordQueue.ts";
import type { Services } from "../src/api/context/services.ts";

/** The services that the rules need, on an open database. Hashing is cheap. */
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

/** The audit trail with its addresses. */
export const keptForever = { entries: undefined, addresses: undefined };

/** argon2's minimum, for tests of other things. */
export const cheapPasswords = { memory: 8, passes: 1, parallelism: 1 };
