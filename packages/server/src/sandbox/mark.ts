import * as Effect from "effect/Effect";
import { type Queries, run, runFirst } from "../database/database.ts";

/** Whether a database was made by a sandbox. */
export const isSandbox = (queries: Queries): Effect.Effect<boolean> =>
  runFirst(queries.selectFrom("settings").select("value").where("name", "=", "sandbox")).pipe(
    Effect.map((row) => row !== undefined),
  );

export const markAsSandbox = (queries: Queries) =>
  run(queries.insertInto("settings").values({ name: "sandbox", value: "yes" }));

/** Refuses a database of somebody's own: a sandbox shows its mail, secrets included, to anybody. */
export const demandEmpty = Effect.fnUntraced(function* (
  queries: Queries,
): Effect.fn.Return<void, Error> {
  for (const table of ["users", "oauth_clients", "templates"] as const) {
    if ((yield* runFirst(queries.selectFrom(table).select("id").limit(1))) === undefined) continue;
    return yield* Effect.fail(
      new Error(
        "The database is in use and is no sandbox: a sandbox would show its mail to anybody. " +
          "Use another file, or open it without the sandbox.",
      ),
    );
  }
});

/** Refuses a sandbox's database outside of a sandbox: everybody knows its passwords. */
export const demandNoSandbox = Effect.fnUntraced(function* (
  queries: Queries,
): Effect.fn.Return<void, Error> {
  if (!(yield* isSandbox(queries))) return;
  return yield* Effect.fail(
    new Error(
      "The database was made by a sandbox, whose passwords everybody knows. " +
        "Open it as a sandbox, or use another file.",
    ),
  );
});
