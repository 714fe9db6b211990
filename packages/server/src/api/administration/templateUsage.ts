import type { TemplateUsage } from "@knetik-users/core/admin";
import type * as Effect from "effect/Effect";
import { type Queries, run } from "../../database/database.ts";

/** Counts the users of each template, from an index. */
export const readTemplateUsage = (queries: Queries): Effect.Effect<ReadonlyArray<TemplateUsage>> =>
  run(
    queries
      .selectFrom("templates")
      .select((template) => [
        "templates.id",
        template
          .selectFrom("users")
          .select(({ fn }) => fn.countAll<number>().as("users"))
          .whereRef("users.template_id", "=", "templates.id")
          .$asScalar()
          // An aggregate always has a row.
          .$notNull()
          .as("users"),
      ])
      .orderBy("templates.id"),
  );
