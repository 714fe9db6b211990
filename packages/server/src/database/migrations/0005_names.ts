import { type Kysely, sql } from "kysely";
import { storedSkeleton } from "../names/confusables.ts";
import { emailKey, normalEmail } from "../names/emailAddress.ts";
import { normalUsername, usernameKey } from "../names/username.ts";
import { searchKey } from "../searchKey.ts";
import type { SchemaDialect } from "./schemaDialect.ts";

const pageSize = 1_000;

interface Named {
  readonly id: number;
  readonly username: string;
  readonly username_key: string;
  readonly email: string;
  readonly email_key: string;
}

async function* usersOutsideAscii(
  db: Kysely<unknown>,
  { isNotAscii }: SchemaDialect,
): AsyncGenerator<Named> {
  let last = 0;
  for (;;) {
    const { rows } = await sql<Named>`
      select id, username, username_key, email, email_key from users
      where id > ${last} and (${isNotAscii("email")} or ${isNotAscii("username")})
      order by id limit ${sql.lit(pageSize)}`.execute(db);
    yield* rows;
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.id ?? last;
  }
}

const isTaken = async (db: Kysely<unknown>, id: number, key: string) => {
  const { rows } = await sql`
    select id from users where id <> ${id} and (username_key = ${key} or email_key = ${key})
    limit 1`.execute(db);
  return rows.length > 0;
};

const giveEmailNormalForm = async (db: Kysely<unknown>, { id, email, email_key }: Named) => {
  const key = emailKey(email);
  if (key === email_key || (await isTaken(db, id, key))) return;
  await sql`update users set email = ${normalEmail(email)}, email_key = ${key}
    where id = ${id}`.execute(db);
};

const giveUsernameNormalForm = async (
  db: Kysely<unknown>,
  { id, username, username_key: oldKey }: Named,
) => {
  const key = usernameKey(username);
  if (key === oldKey || (await isTaken(db, id, key))) {
    await sql`update users set username_skeleton = ${storedSkeleton(username)}
      where id = ${id}`.execute(db);
    return;
  }
  await sql`update users set username = ${normalUsername(username)}, username_key = ${key},
    username_skeleton = ${storedSkeleton(username)},
    display_name_key = case when display_name is null
      then ${searchKey(normalUsername(username))} else display_name_key end
    where id = ${id}`.execute(db);
};

/** The skeletons of names within ASCII, of all users in one statement. */
const asciiSkeleton = () =>
  Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index))
    // Keys are in lower case.
    .filter((character) => character === character.toLowerCase())
    .filter((character) => storedSkeleton(character) !== character)
    .reduce(
      (text, character) =>
        // Literals: a change of the schema takes no parameters.
        sql`replace(${text}, ${sql.lit(character)}, ${sql.lit(storedSkeleton(character))})`,
      sql`username_key`,
    );

/**
 * Gives e-mail addresses and user names their normal form, and user names their skeleton. A user
 * whose normal form belongs to another user keeps the old one. E-mail addresses that are shown
 * instead of display names are no longer found.
 */
export const up = async (db: Kysely<unknown>, types: SchemaDialect): Promise<void> => {
  await db.schema
    .alterTable("users")
    .addColumn("username_skeleton", types.text, (column) => column.notNull().defaultTo(""))
    .execute();
  await convertNames(db, types);
  await db.schema
    .createIndex("users_username_skeleton_index")
    .on("users")
    .column("username_skeleton")
    .execute();
};

/** Checks for an e-mail address, as `isAddressLike` does. */
const isAddress = (column: string) =>
  sql`(${sql.ref(column)} like '%_@_%' or ${sql.ref(column)} like '%_\uff20_%')`;

/**
 * Removes display names that are the user's own e-mail address, and empties the search keys of those
 * that would be one.
 */
const hideAddresses = async (db: Kysely<unknown>) => {
  await sql`update users set display_name = null, display_name_key = username_key
    where display_name_key in (username_key, email_key) and ${isAddress("display_name")}`.execute(
    db,
  );
  await sql`update users set display_name_key = ''
    where display_name is null and ${isAddress("username")}`.execute(db);
};

/** The part of the migration that changes rows. */
export const convertNames = async (db: Kysely<unknown>, types: SchemaDialect): Promise<void> => {
  await types.setAll("users", "username_skeleton", asciiSkeleton()).execute(db);
  for await (const user of usersOutsideAscii(db, types)) {
    await giveEmailNormalForm(db, user);
    await giveUsernameNormalForm(db, user);
  }
  await hideAddresses(db);
};
