import type { UserTemplate, UserTemplateUpdate } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { runUnlessClash } from "../database/database.ts";
import { searchKey } from "../database/searchKey.ts";
import { type Refusal, refuse } from "../refusal.ts";
import { writeDefinitions } from "../properties/json.ts";
import type { Services } from "../services.ts";
import { templateOf } from "./repository.ts";
import { templateClash, templateIssues } from "./validate.ts";

/**
 * Updates a template: fields left out stay. Its users are not checked again; they are when their
 * properties next change.
 */
export const updateTemplate = Effect.fnUntraced(function* (
  { database, now }: Services,
  id: string,
  body: UserTemplateUpdate,
): Effect.fn.Return<
  UserTemplate,
  Refusal<"BadRequest" | "TemplateNotFound" | "TemplateAlreadyExists">
> {
  const issues = templateIssues(body);
  if (issues.length > 0) return yield* refuse("BadRequest", issues);
  const { name, allowAdditional, properties } = body;
  const [row] = yield* runUnlessClash(
    database,
    database.queries
      .updateTable("templates")
      .set({
        name,
        name_key: name === undefined ? undefined : searchKey(name),
        allow_additional: allowAdditional === undefined ? undefined : allowAdditional ? 1 : 0,
        properties: properties === undefined ? undefined : writeDefinitions(properties),
        updated_date: now(),
      })
      .where("id", "=", id)
      .returningAll(),
    templateClash,
  );
  return row === undefined ? yield* refuse("TemplateNotFound") : templateOf(row);
});
