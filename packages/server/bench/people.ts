import type { InsertObject } from "kysely";
import type { Tables } from "../src/database/tables.ts";
import { sampleNameOf } from "../src/sandbox/sample-data/sampleNames.ts";
import { columnsOf, displayKey } from "../src/api/users/userColumns.ts";
import { searchKey } from "../src/database/searchKey.ts";

/** Numbers from 0 up to 1, repeatable by seed (mulberry32). */
const randomFrom = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const day = 86_400;
/** 2026-01-01. */
const reference = 1_767_225_600;

/** Frequencies of tags: from one user in two to one in a hundred thousand. */
const shares = {
  tags: { newsletter: 0.5, vip: 0.2, beta: 0.05, moderator: 0.01, founder: 0.0005, rare: 0.00001 },
  groups: { everyone: 0.4, europe: 0.1, support: 0.001 },
  roles: { TEMPLATE_ADMIN: 0.02, USERS_ADMIN: 0.00005 },
} as const;
export const groupNames = Object.keys(shares.groups);

/** A user with its tags and properties. */
export interface GeneratedUser {
  readonly row: InsertObject<Tables, "users">;
  readonly tags: ReadonlyArray<string>;
  readonly groups: ReadonlyArray<string>;
  readonly roles: ReadonlyArray<string>;
}

/** Generates any number of users. The same seed gives the same users. */
export function* generateUsers(count: number, seed: number): Generator<GeneratedUser> {
  const random = randomFrom(seed);
  const some = (share: Readonly<Record<string, number>>) =>
    Object.keys(share).filter((name) => random() < (share[name] ?? 0));
  for (let id = 1; id <= count; id += 1) {
    // Some names are common, and some are rare.
    const { first, last } = sampleNameOf(Math.floor(2_448 * random() * random()));
    const { username: slug } = sampleNameOf(id);
    const memberSince = reference - Math.floor(1_500 * day * (1 - id / count)) - 60;
    const lastActivity = random() < 0.06 ? null : reference - Math.floor(400 * day * random() ** 3);
    const displayName = random() < 0.16 ? undefined : `${first} ${last}`;
    const email = `${slug}@mail.example`;
    const profile = {
      username: slug,
      email,
      displayName,
      fullname: random() < 0.1 ? undefined : `${first} ${last}`,
      firstName: first,
      lastName: last,
      description: "Plays in the evening, mostly with friends, and now and then alone.",
      languageCode: "eng",
    };
    const row = {
      ...columnsOf(profile),
      id,
      username: slug,
      username_key: searchKey(slug),
      email,
      email_key: searchKey(email),
      display_name_key: displayKey(displayName, slug),
      password_hash: null,
      member_since: memberSince,
      last_updated: Math.max(memberSince, lastActivity ?? 0),
      last_activity: lastActivity,
    };
    // A tag only of the users last in the order of names.
    const late = /^[x-z]/.test(row.display_name_key) ? ["late"] : [];
    yield {
      row,
      tags: [...some(shares.tags), ...late],
      groups: some(shares.groups),
      roles: some(shares.roles),
    };
  }
}
