import { type Kysely, sql } from "kysely";
import { emailKey, normalEmail } from "../names/emailAddress.ts";
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

/**
 * Gives e-mail addresses their normal form. A user whose normal form belongs to somebody else keeps
 * the old one and can still sign in with the user name.
 */
export const up = async (db: Kysely<unknown>, types: SchemaDialect): Promise<void> => {
  for await (const { id, email, email_key: oldKey } of usersOutsideAscii(db, types)) {
    const key = emailKey(email);
    if (key === oldKey || (await isTaken(db, id, key))) continue;
    await sql`update users set email = ${normalEmail(email)}, email_key = ${key}
      where id = ${id}`.execute(db);
  }
};
