import { randomInt } from "node:crypto";
import type { UserTemplate, UserTemplateInput } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { templateTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { runUnlessDuplicate, transaction } from "../../database/database.ts";
import { searchKey } from "../../database/searchKey.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { writeDefinitions } from "../properties/json.ts";
import type { Services } from "../context/services.ts";
import { templateOf } from "../repositories/templateRepository.ts";
import { duplicateTemplate, templateIssues } from "./validateTemplate.ts";

// Without characters that look alike, because people read ids to each other.
const alphabet = "23456789abcdefghjkmnpqrstuvwxyz";

const makeId = () =>
  Array.from({ length: 10 }, () => alphabet.charAt(randomInt(alphabet.length))).join("");

/** Creates a template, with a generated id if none is given. */
export const createTemplate = Effect.fnUntraced(function* (
  { database, now }: Services,
  body: UserTemplateInput,
): Effect.fn.Return<UserTemplate, ApiError<"BadRequest" | "TemplateAlreadyExists">> {
  const { name, allowAdditional, properties } = body;
  const issues = templateIssues({ name, properties });
  if (issues.length > 0) return yield* fail("BadRequest", issues);
  const seconds = now();
  const id = body.id ?? makeId();
  const [row] = yield* transaction(
    database,
    Effect.fnUntraced(function* (queries) {
      const created = yield* runUnlessDuplicate(
        database,
        queries
          .insertInto("templates")
          .values({
            id,
            name,
            name_key: searchKey(name),
            allow_additional: allowAdditional === true ? 1 : 0,
            properties: writeDefinitions(properties ?? []),
            created_date: seconds,
            updated_date: seconds,
          })
          .returningAll(),
        duplicateTemplate,
      );
      yield* recordAudit(queries, seconds, {
        event: "template.created",
        target: templateTarget(id),
      });
      return created;
    }),
  );
  return row === undefined
    ? yield* Effect.die(new Error("The new template was not returned."))
    : templateOf(row);
});
