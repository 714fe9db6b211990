import * as Effect from "effect/Effect";
import * as Option from "effect/Option";
import * as Schema from "effect/Schema";
import { type Queries, run, runFirst } from "../../database/database.ts";

/** Metadata of a sandbox in its database: the seed, the number of users and the clock setting. */
const SandboxMetadataSchema = Schema.Struct({
  seed: Schema.NullOr(Schema.Int),
  users: Schema.Int,
  reference: Schema.Int,
  clock: Schema.Struct({ offset: Schema.Int, frozenAt: Schema.NullOr(Schema.Int) }),
});
export type SandboxMetadata = typeof SandboxMetadataSchema.Type;

const metadataRow = (queries: Queries) =>
  runFirst(queries.selectFrom("settings").select("value").where("name", "=", "sandbox"));

/** Checks whether a sandbox created the database. */
const isSandbox = (queries: Queries): Effect.Effect<boolean> =>
  metadataRow(queries).pipe(Effect.map((row) => row !== undefined));

/** Reads the metadata; `undefined` if no sandbox created the database. */
export const readMetadata = Effect.fnUntraced(function* (
  queries: Queries,
): Effect.fn.Return<SandboxMetadata | undefined, Error> {
  const row = yield* metadataRow(queries);
  if (row === undefined) return undefined;
  const mark = Schema.decodeUnknownOption(Schema.fromJsonString(SandboxMetadataSchema))(row.value);
  if (Option.isSome(mark)) return mark.value;
  return yield* Effect.fail(
    new Error("The database was created by another version of the sandbox. Use another file."),
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

/**
 * Fails for a database that is in use: a sandbox shows its mail, including secrets, to everyone.
 */
export const requireEmptyDatabase = Effect.fnUntraced(function* (
  queries: Queries,
): Effect.fn.Return<void, Error> {
  for (const table of ["users", "oauth_clients", "templates"] as const) {
    if ((yield* runFirst(queries.selectFrom(table).select("id").limit(1))) === undefined) continue;
    return yield* Effect.fail(
      new Error(
        "The database is in use and not a sandbox, which would show its mail to everyone. " +
          "Use another file, or open it without sandbox mode.",
      ),
    );
  }
});

/** Fails for a sandbox's database outside of sandbox mode, because its passwords are public. */
export const requireNoSandbox = Effect.fnUntraced(function* (
  queries: Queries,
): Effect.fn.Return<void, Error> {
  if (!(yield* isSandbox(queries))) return;
  return yield* Effect.fail(
    new Error(
      "The database was created by a sandbox, whose passwords are public. " +
        "Open it in sandbox mode, or use another file.",
    ),
  );
});
