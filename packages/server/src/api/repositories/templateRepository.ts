import type { UserTemplate } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import type { Selectable } from "kysely";
import { type Queries, runFirst } from "../../database/database.ts";
import type { Tables } from "../../database/tables.ts";
import { readDefinitions } from "../properties/json.ts";

export const templateOf = (row: Selectable<Tables["templates"]>): UserTemplate => ({
  id: row.id,
  name: row.name,
  allowAdditional: row.allow_additional === 1,
  properties: readDefinitions(row.properties),
  createdDate: new Date(row.created_date * 1000),
  updatedDate: new Date(row.updated_date * 1000),
});

const selectTemplate = (queries: Queries, id: string) =>
  queries.selectFrom("templates").selectAll().where("id", "=", id);

const firstTemplate = (query: ReturnType<typeof selectTemplate>) =>
  runFirst(query).pipe(Effect.map((row) => (row === undefined ? undefined : templateOf(row))));

type FoundTemplate = Effect.Effect<UserTemplate | undefined>;

export const findTemplate = (queries: Queries, id: string): FoundTemplate =>
  firstTemplate(selectTemplate(queries, id));

/** Reads a template and keeps it from being deleted until the transaction ends. */
export const lockTemplateForShare = (queries: Queries, id: string): FoundTemplate =>
  firstTemplate(selectTemplate(queries, id).forShare());

/** Reads and locks a template that the transaction is about to delete. */
export const lockTemplateForUpdate = (queries: Queries, id: string): FoundTemplate =>
  firstTemplate(selectTemplate(queries, id).forUpdate());
