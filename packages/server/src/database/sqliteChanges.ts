import { sql } from "kysely";
import { type ChangeLog, memberTables, removedChanges, searchColumns } from "./changeLog.ts";

const isChanged = searchColumns.map((name) => `old.${name} is not new.${name}`).join(" or ");

/** Row-level triggers. */
export const sqliteChangeLog: ReadonlyArray<string> = [
  `create table user_changes (id integer primary key autoincrement, user_id integer not null)`,
  `create trigger users_insert_logged after insert on users begin
    insert into user_changes (user_id) values (new.id);
  end`,
  `create trigger users_delete_logged after delete on users begin
    insert into user_changes (user_id) values (old.id);
  end`,
  `create trigger users_update_logged after update of ${searchColumns.join()} on users
    when ${isChanged} begin
    insert into user_changes (user_id) values (new.id);
  end`,
  ...memberTables.flatMap((table) => [
    `create trigger ${table}_insert_logged after insert on ${table} begin
      insert into user_changes (user_id) values (new.user_id);
    end`,
    `create trigger ${table}_delete_logged after delete on ${table} begin
      insert into user_changes (user_id) values (old.user_id);
    end`,
  ]),
  `create trigger user_groups_update_logged after update of unique_name on user_groups begin
    insert into user_changes (user_id)
      select user_id from user_group_members where group_id = new.id;
  end`,
];

/** A version is the last entry's id: there is one writer, so ids are in the order of commits. */
export const sqliteChanges: ChangeLog = {
  since: async (queries, version) => {
    const { rows } = await sql<{ readonly first: number | null; readonly last: number | null }>`
      select (select min(id) from user_changes) as first, (select max(id) from user_changes) as last
    `.execute(queries);
    const { first = null, last = null } = rows[0] ?? {};
    const current = String(last ?? 0);
    if (version === undefined || Number(version) + 1 < (first ?? 0)) {
      return { version: current, userIds: undefined };
    }
    if (version === current) return { version, userIds: [] };
    const { rows: changed } = await sql<{ readonly user_id: number }>`
      select distinct user_id from user_changes where id > ${Number(version)}
    `.execute(queries);
    return { version: current, userIds: changed.map((row) => row.user_id) };
  },
  prune: async (queries, kept) => {
    await sql`delete from user_changes where id <= min(
      (select max(id) from user_changes) - ${sql.lit(kept)},
      (select min(id) from user_changes) + ${sql.lit(removedChanges)}
    )`.execute(queries);
  },
};
