import { type Kysely, sql } from "kysely";
import { accentKey } from "../searchKey.ts";
import type { SchemaDialect } from "./schemaDialect.ts";

const names = ["username", "email", "display_name", "fullname", "first_name", "last_name"] as const;

type Names = { readonly [Name in (typeof names)[number]]: string | null };
type Row = Names & { readonly id: number };

const pageSize = 1_000;

async function* usersOutsideAscii(
  db: Kysely<unknown>,
  { isNotAscii }: SchemaDialect,
): AsyncGenerator<Row> {
  let last = 0;
  for (;;) {
    const isSpecial = sql.join(names.map(isNotAscii), sql` or `);
    const { rows } = await sql<Row>`
      select id, ${sql.join(names.map((name) => sql.ref(name)))} from users
      where id > ${last} and (${isSpecial}) order by id limit ${sql.lit(pageSize)}`.execute(db);
    yield* rows;
    if (rows.length < pageSize) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/**
 * What the console shows: names are found without their accents, and disabled users and failed sign-ins
 * are counted. The indexes have only the rows that are counted or found by them.
 */
export const up = async (db: Kysely<unknown>, types: SchemaDialect): Promise<void> => {
  for (const name of names) {
    await db.schema.alterTable("users").addColumn(`${name}_plain`, types.text).execute();
  }
  for await (const user of usersOutsideAscii(db, types)) {
    const keys = names.map((name) => {
      const text = user[name];
      return sql`${sql.ref(`${name}_plain`)} = ${text === null ? null : accentKey(text)}`;
    });
    await sql`update users set ${sql.join(keys)} where id = ${user.id}`.execute(db);
  }
  for (const name of names) {
    const column = sql.ref(`${name}_plain`);
    await sql`create index ${sql.ref(`users_${name}_plain_index`)} on users (${column}, id)
      where ${column} is not null`.execute(db);
  }
  await sql`create index users_disabled_index on users (disabled_at)
    where disabled_at is not null`.execute(db);
  await sql`create index audit_log_failed_index on audit_log (at)
    where event = 'sign_in.failed'`.execute(db);
  await sql`create index audit_log_failed_target_index on audit_log (target, at)
    where event = 'sign_in.failed'`.execute(db);
};
