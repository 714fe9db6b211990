import * as Effect from "effect/Effect";
import { expect, it } from "vitest";
import { openDatabase, run } from "../../database/database.ts";
import { sqlite } from "../../database/sqlite.ts";
import { addTags, tagsOf } from "./tagRepository.ts";

it("adds more tags than SQLite accepts parameters", async () => {
  const { queries, close } = await openDatabase(sqlite(":memory:"));
  const name = { username: "u", username_key: "u", email: "e", email_key: "e" };
  const user = { ...name, display_name_key: "u", member_since: 0, last_updated: 0 };
  const tags = Array.from({ length: 20_000 }, (_, index) => `tag-${index}`);
  const stored = await Effect.runPromise(
    run(queries.insertInto("users").values({ id: 1, ...user })).pipe(
      Effect.andThen(addTags(queries, 1, tags)),
      Effect.andThen(tagsOf(queries, 1)),
    ),
  );
  expect(stored).toHaveLength(20_000);
  await close();
});
