import * as Effect from "effect/Effect";
import { templateTarget } from "../../audit/auditEvents.ts";
import { recordAudit } from "../../audit/recordAudit.ts";
import { type Queries, run, runFirst, transaction } from "../../database/database.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import type { Services } from "../context/services.ts";
import { findTemplate, lockTemplateForUpdate } from "../repositories/templateRepository.ts";

const detach = (queries: Queries, id: string) =>
  run(queries.updateTable("users").set({ template_id: null }).where("template_id", "=", id));

/** Deletes a template. One in use needs `cascade: "detach"`, which removes it from its users. */
export const deleteTemplate = (
  { database, now }: Services,
  id: string,
  { cascade }: { readonly cascade?: "detach" | undefined },
): Effect.Effect<void, ApiError<"TemplateNotFound" | "TemplateInUse">> =>
  transaction(
    database,
    Effect.fnUntraced(function* (queries) {
      if ((yield* findTemplate(queries, id)) === undefined) {
        return yield* fail("TemplateNotFound");
      }
      // Lock users before their template, as everywhere. Then detach users that got it in the
      // meantime.
      if (cascade === "detach") yield* detach(queries, id);
      if ((yield* lockTemplateForUpdate(queries, id)) === undefined)
        return yield* fail("TemplateNotFound");
      if (cascade === "detach") yield* detach(queries, id);
      const user = yield* runFirst(
        queries.selectFrom("users").select("id").where("template_id", "=", id).limit(1),
      );
      if (user !== undefined) return yield* fail("TemplateInUse");
      yield* run(queries.deleteFrom("templates").where("id", "=", id));
      yield* recordAudit(queries, now(), {
        event: "template.deleted",
        target: templateTarget(id),
        fields: cascade === "detach" ? ["users.template"] : [],
      });
    }),
  );
