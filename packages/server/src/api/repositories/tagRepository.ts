import * as Effect from "effect/Effect";
import { chunksOf } from "../../database/chunks.ts";
import { type Queries, run } from "../../database/database.ts";

/** A user's tags in alphabetical order. */
export const tagsOf = (queries: Queries, userId: number): Effect.Effect<ReadonlyArray<string>> =>
  run(
    queries.selectFrom("user_tags").select("tag").where("user_id", "=", userId).orderBy("tag"),
  ).pipe(Effect.map((rows) => rows.map(({ tag }) => tag)));

export const addTags = Effect.fnUntraced(function* (
  queries: Queries,
  userId: number,
  tags: ReadonlyArray<string>,
) {
  for (const some of chunksOf(tags)) {
    yield* run(
      queries
        .insertInto("user_tags")
        .values(some.map((tag) => ({ user_id: userId, tag })))
        .onConflict((conflict) => conflict.doNothing()),
    );
  }
});

export const removeTag = (queries: Queries, userId: number, tag: string) =>
  run(queries.deleteFrom("user_tags").where("user_id", "=", userId).where("tag", "=", tag));

export const replaceTags = Effect.fnUntraced(function* (
  queries: Queries,
  userId: number,
  tags: ReadonlyArray<string>,
) {
  yield* run(queries.deleteFrom("user_tags").where("user_id", "=", userId));
  yield* addTags(queries, userId, tags);
});
