import * as Effect from "effect/Effect";
import { expect, it } from "vitest";
import { openDatabase, run, transaction } from "./database.ts";
import { sqlite } from "./sqlite.ts";

it("a transaction that cannot be committed does not block others", async () => {
  const database = await openDatabase(sqlite(":memory:"));
  const reset = { user_id: 99, secret_hash: "", expires_at: 0 };
  const failing = transaction(database, (queries) =>
    run(queries.insertInto("password_resets").values(reset)),
  );
  await expect(Effect.runPromise(failing)).rejects.toThrow("FOREIGN KEY");
  const rows = await Effect.runPromise(
    transaction(database, (queries) => run(queries.selectFrom("password_resets").selectAll())),
  );
  expect(rows).toEqual([]);
  await database.close();
});
