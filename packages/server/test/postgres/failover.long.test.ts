import { sql } from "kysely";
import { expect, it } from "vitest";
import { searchIndexOf } from "../../src/api/users/search-index/searchIndex.ts";
import { type Database, openDatabase } from "../../src/database/database.ts";
import { postgres } from "../../src/database/postgres.ts";
import { startCluster } from "../engines/cluster.ts";
import { bothHosts, failOver } from "./failover.ts";

it("a replica is promoted under load, five times", async () => {
  for (let round = 0; round < 5; round += 1) await failOver(16, 200);
});

const addUser = ({ queries }: Database, name: string) =>
  sql`insert into users
    (username, username_key, email, email_key, display_name_key, member_since, last_updated)
    values (${name}, ${name}, ${name}, ${name}, ${name}, 0, 0)`.execute(queries);

/** By user name, as the index has it in memory. */
const indexed = async (database: Database) => {
  const order = { column: "username_key", descending: false } as const;
  return (await searchIndexOf(database).find([], order, { offset: 0, size: 10 }))?.ids;
};
const stored = async ({ queries }: Database) => {
  const rows = await queries.selectFrom("users").select("id").orderBy("username_key").execute();
  return rows.map(({ id }) => id);
};

it("the search index does not keep changes that a failover has lost", async () => {
  await using cluster = await startCluster();
  const open = (url: string) => openDatabase(postgres({ url, poolSize: 2 }));
  const first = await open(cluster.url);
  await addUser(first, "b");
  await addUser(first, "d");
  await first.close();
  const standby = await cluster.addStandby();
  const database = await open(bothHosts(cluster.url, standby.url));
  expect(await indexed(database)).toEqual([1, 2]);

  // The replica does not get this change before the primary is lost.
  await standby.kill();
  await addUser(database, "a");
  expect(await indexed(database)).toEqual([3, 1, 2]);
  await cluster.kill();
  await standby.start();
  await standby.promote();
  await expect.poll(() => indexed(database).catch(() => [])).toEqual([1, 2]);
  // It gives the number of the lost transaction to another one.
  await addUser(database, "c");
  expect(await indexed(database)).toEqual(await stored(database));
  await database.close();
});
