import type { InsertObject } from "kysely";
import type { Tables } from "../../database/tables.ts";
import { columnsOf, displayKey } from "../../api/users/userColumns.ts";
import { storedSkeleton } from "../../database/names/confusables.ts";
import { emailKey } from "../../database/names/emailAddress.ts";
import { usernameKey } from "../../database/names/username.ts";
import { sandboxUsers } from "./credentials.ts";
import { seededInt } from "./seededInt.ts";
import { sampleNameOf } from "./sampleNames.ts";
import { playerProperties, staffProperties } from "./sampleTemplates.ts";

const day = 86_400;
/** 2026-01-01. Without a seed the sample data does not depend on the current time. */
export const fixedReference = 1_767_225_600;

/** Parameters of the sample users. */
export interface Population {
  /** Null for the default users. */
  readonly seed: number | null;
  /** Number of users. */
  readonly users: number;
  /** Reference time; all times of the users are before it. */
  readonly reference: number;
}

const tags = ["vip", "beta", "moderator", "founder", "banned"] as const;
const rarity = { vip: 9, beta: 4, moderator: 25, founder: 40, banned: 33 } as const;

/** A sample user with its related rows. */
export interface SampleUser {
  readonly row: InsertObject<Tables, "users">;
  readonly tags: ReadonlyArray<string>;
  readonly groups: ReadonlyArray<string>;
}

export const seedGroups = [
  { id: 1, unique_name: "founders", name: "Founders" },
  { id: 2, unique_name: "beta-testers", name: "Beta testers" },
  { id: 3, unique_name: "support", name: "Support" },
];

/** The random traits of a user. Those with a password have fixed ones. */
const traitOf = (id: number, seed: number | null): number =>
  seed === null || id <= sandboxUsers.length ? id : seededInt(`${seed}:${id}`, 1_000_000);

const isStaff = (trait: number) => trait === 1 || trait % 50 === 0;
/** Some users have no template. */
const isPlayer = (trait: number) => !isStaff(trait) && trait % 5 !== 0;

const propertiesOf = (trait: number, seconds: number) => {
  if (isStaff(trait)) return { template: "staff", additionalProperties: staffProperties(trait) };
  if (!isPlayer(trait)) return {};
  const lastMatch = new Date(seconds * 1000);
  return { template: "player", additionalProperties: playerProperties(trait, lastMatch) };
};

const accountOf = (id: number, seed: number | null) => {
  const fixed = sandboxUsers[id - 1];
  if (fixed !== undefined) return fixed;
  const name = sampleNameOf(id - sandboxUsers.length - 1, seed);
  return { ...name, email: `${name.username}@sandbox.example` };
};

/** The sample user with this id; deterministic. `hash` is the password hash, if any. */
export const sampleUserOf = (
  id: number,
  hash: string | null,
  { seed, reference }: Omit<Population, "users">,
): SampleUser => {
  const { username, email, first, last } = accountOf(id, seed);
  const trait = traitOf(id, seed);
  const memberSince = reference - day * (30 + ((trait * 131) % 1_400));
  // From minutes to more than a year ago.
  const lastActivity = trait % 17 === 0 ? null : reference - 60 * ((trait * trait * 61) % 600_000);
  const updated = Math.max(memberSince, lastActivity ?? 0);
  const displayName = trait % 6 === 0 ? undefined : `${first} ${last}`;
  const own = tags.filter((tag) => trait % rarity[tag] === 3);
  const groups = [
    ...(own.includes("founder") ? ["founders"] : []),
    ...(own.includes("beta") ? ["beta-testers"] : []),
    ...(isStaff(trait) ? ["support"] : []),
  ];
  const profile = {
    username,
    email,
    displayName,
    fullname: `${first} ${last}`,
    firstName: first,
    lastName: last,
    avatarUrl: trait % 3 === 0 ? `https://cdn.example/avatars/${id}.png` : undefined,
    languageCode: "eng",
    ...propertiesOf(trait, updated),
  };
  const row = {
    ...columnsOf(profile),
    id,
    username,
    username_key: usernameKey(username),
    username_skeleton: storedSkeleton(username),
    email,
    email_key: emailKey(email),
    display_name_key: displayKey(displayName, username),
    password_hash: hash,
    member_since: memberSince,
    last_updated: updated,
    last_activity: lastActivity,
  };
  return { row, tags: own, groups };
};
