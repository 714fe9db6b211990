import type { InsertObject } from "kysely";
import type { Tables } from "../database/tables.ts";
import { columnsOf, displayKey } from "../users/columns.ts";
import { searchKey } from "../database/searchKey.ts";
import { sandboxUsers } from "./credentials.ts";
import { nameOfPerson } from "./names.ts";
import { playerProperties, staffProperties } from "./templates.ts";

const day = 86_400;
/** 2026-01-01. The population is the same whenever it is made. */
export const reference = 1_767_225_600;

const tags = ["vip", "beta", "moderator", "founder", "banned"] as const;
const rarity = { vip: 9, beta: 4, moderator: 25, founder: 40, banned: 33 } as const;

/** One user of the sandbox, with what belongs to it. */
export interface Person {
  readonly row: InsertObject<Tables, "users">;
  readonly tags: ReadonlyArray<string>;
  readonly groups: ReadonlyArray<string>;
}

export const seedGroups = [
  { id: 1, unique_name: "founders", name: "Founders" },
  { id: 2, unique_name: "beta-testers", name: "Beta testers" },
  { id: 3, unique_name: "support", name: "Support" },
];

const isStaff = (id: number) => id === 1 || id % 50 === 0;
/** Some have no template: nothing is checked of their properties. */
const isPlayer = (id: number) => !isStaff(id) && id % 5 !== 0;

const propertiesOf = (id: number, seconds: number) => {
  if (isStaff(id)) return { template: "staff", additionalProperties: staffProperties(id) };
  if (!isPlayer(id)) return {};
  const lastMatch = new Date(seconds * 1000);
  return { template: "player", additionalProperties: playerProperties(id, lastMatch) };
};

const accountOf = (id: number) => {
  const fixed = sandboxUsers[id - 1];
  if (fixed !== undefined) return fixed;
  const name = nameOfPerson(id - sandboxUsers.length - 1);
  return { ...name, email: `${name.username}@sandbox.example` };
};

/** The person with this id: always the same one. `hash` is of the password, if there is one. */
export const personOf = (id: number, hash: string | null): Person => {
  const { username, email, first, last } = accountOf(id);
  const memberSince = reference - day * (30 + ((id * 131) % 1_400));
  // From minutes to more than a year ago; some were never seen again.
  const lastActivity = id % 17 === 0 ? null : reference - 60 * ((id * id * 61) % 600_000);
  const updated = Math.max(memberSince, lastActivity ?? 0);
  const displayName = id % 6 === 0 ? undefined : `${first} ${last}`;
  const own = tags.filter((tag) => id % rarity[tag] === 3);
  const groups = [
    ...(own.includes("founder") ? ["founders"] : []),
    ...(own.includes("beta") ? ["beta-testers"] : []),
    ...(isStaff(id) ? ["support"] : []),
  ];
  const profile = {
    username,
    email,
    displayName,
    fullname: `${first} ${last}`,
    firstName: first,
    lastName: last,
    avatarUrl: id % 3 === 0 ? `https://cdn.example/avatars/${id}.png` : undefined,
    languageCode: "eng",
    ...propertiesOf(id, updated),
  };
  const row = {
    ...columnsOf(profile),
    id,
    username,
    username_key: searchKey(username),
    email,
    email_key: searchKey(email),
    display_name_key: displayKey(displayName, username),
    password_hash: hash,
    member_since: memberSince,
    last_updated: updated,
    last_activity: lastActivity,
  };
  return { row, tags: own, groups };
};
