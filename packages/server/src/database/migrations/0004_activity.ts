import type { Kysely } from "kysely";

/**
 * Half of all users may match a filter by activity and come last in the order of changes, so all
 * are sorted. A covering index avoids reading the rows.
 */
export const up = async ({ schema }: Kysely<unknown>): Promise<void> => {
  await schema.dropIndex("users_last_activity_id_index").execute();
  await schema
    .createIndex("users_last_activity_id_index")
    .on("users")
    .columns(["last_activity", "id", "last_updated", "member_since"])
    .execute();
};
