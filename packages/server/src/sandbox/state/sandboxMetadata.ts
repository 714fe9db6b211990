import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Schema from "effect/Schema";
import { type Queries, run, runFirst } from "../../database/database.ts";

/** What a sandbox writes into its database: that it is one, who is in it, and how its clock is set. */
const SandboxMetadataSchema = Schema.Struct({
  seed: Schema.NullOr(Schema.Int),
  users: Schema.Int,
  reference: Schema.Int,
  clock: Schema.Struct({ offset: Schema.Int, frozenAt: Schema.NullOr(Schema.Int) }),
});
export type SandboxMetadata = typeof SandboxMetadataSchema.Type;

const metadataRow = (queries: Queries) =>
  runFirst(queries.selectFrom("settings").select("value").where("name", "=", "sandbox"));

/** Whether a database was made by a sandbox. */
const isSandbox = (queries: Queries): Effect.Effect<boolean> =>
  metadataRow(queries).pipe(Effect.map((row) => row !== undefined));

/** `undefined` where a database was not made by a sandbox. */
export const readMetadata = Effect.fnUntraced(function* (
  queries: Queries,
): Effect.fn.Return<SandboxMetadata | undefined, Error> {
  const row = yield* metadataRow(queries);
  if (row === undefined) return undefined;
  const mark = Schema.decodeUnknownOption(Schema.fromJsonString(SandboxMetadataSchema))(row.value);
  if (Option.isSome(mark)) return mark.value;
  return yield* Effect.fail(
    new Error("The database was made by another version of the sandbox. Use another file."),
  );
});

export const writeMetadata = Effect.fnUntraced(function* (queries: Queries, mark: SandboxMetadata) {
  const value = JSON.stringify(mark);
  yield* run(
    queries
      .insertInto("settings")
      .values({ name: "sandbox", value })
      .onConflict((conflict) => conflict.column("name").doUpdateSet({ value })),
  );
});

/** Refuses a database of somebody's own: a sandbox shows its mail, secrets included, to anybody. */
export const requireEmptyDatabase = Effect.fnUntraced(function* (
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
export const requireNoSandbox = Effect.fnUntraced(function* (
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
