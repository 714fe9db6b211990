import type { UserTemplate, UserTemplateUpdate } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { templateTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { runFirst, runUnlessDuplicate, transaction } from "../../database/database.ts";
import { changedNames } from "../../audit/changedNames.ts";
import { searchKey } from "../../database/searchKey.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { writeDefinitions } from "../properties/json.ts";
import type { Services } from "../context/services.ts";
import { templateOf } from "../repositories/templateRepository.ts";
import { duplicateTemplate, templateIssues } from "./validateTemplate.ts";

/**
 * Updates a template. Omitted fields keep their values. Users are validated against it when their
 * properties next change.
 */
export const updateTemplate = Effect.fnUntraced(function* (
  { database, now }: Services,
  id: string,
  body: UserTemplateUpdate,
): Effect.fn.Return<
  UserTemplate,
  ApiError<"BadRequest" | "TemplateNotFound" | "TemplateAlreadyExists">
> {
  const issues = templateIssues(body);
  if (issues.length > 0) return yield* fail("BadRequest", issues);
  const { name, allowAdditional, properties } = body;
  const columns = {
    name,
    name_key: name === undefined ? undefined : searchKey(name),
    allow_additional: allowAdditional === undefined ? undefined : allowAdditional ? 1 : 0,
    properties: properties === undefined ? undefined : writeDefinitions(properties),
  };
  return yield* transaction(
    database,
    Effect.fnUntraced(function* (queries) {
      const stored = yield* runFirst(
        queries.selectFrom("templates").selectAll().where("id", "=", id).forNoKeyUpdate(),
      );
      if (stored === undefined) return yield* fail("TemplateNotFound");
      const [row] = yield* runUnlessDuplicate(
        database,
        queries
          .updateTable("templates")
          .set({ ...columns, updated_date: now() })
          .where("id", "=", id)
          .returningAll(),
        duplicateTemplate,
      );
      if (row === undefined) return yield* fail("TemplateNotFound");
      const target = templateTarget(id);
      const fields = changedNames(columns, stored);
      yield* recordAudit(queries, now(), { event: "template.updated", target, fields });
      return templateOf(row);
    }),
  );
});
