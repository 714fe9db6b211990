import type { UserTemplate } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import type { Selectable } from "kysely";
import { type Queries, runFirst } from "../database/database.ts";
import type { Tables } from "../database/tables.ts";
import { readDefinitions } from "../properties/json.ts";

export const templateOf = (row: Selectable<Tables["templates"]>): UserTemplate => ({
  id: row.id,
  name: row.name,
  allowAdditional: row.allow_additional === 1,
  properties: readDefinitions(row.properties),
  createdDate: new Date(row.created_date * 1000),
  updatedDate: new Date(row.updated_date * 1000),
});

export const findTemplate = (
  queries: Queries,
  id: string,
): Effect.Effect<UserTemplate | undefined> =>
  runFirst(queries.selectFrom("templates").selectAll().where("id", "=", id)).pipe(
    Effect.map((row) => (row === undefined ? undefined : templateOf(row))),
  );
