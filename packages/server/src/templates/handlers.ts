import * as Effect from "effect/Effect";
import type { Handlers } from "../handlers.ts";
import { refuse } from "../refusal.ts";
import type { Services } from "../services.ts";
import { createTemplate } from "./create.ts";
import { deleteTemplate } from "./delete.ts";
import { listTemplates } from "./list.ts";
import { findTemplate } from "./repository.ts";
import { updateTemplate } from "./update.ts";

export const templateHandlers = (
  services: Services,
): Pick<
  Handlers,
  | "createUserTemplate"
  | "deleteUserTemplate"
  | "getUserTemplate"
  | "getUserTemplates"
  | "updateUserTemplate"
> => {
  const { queries } = services.database;
  return {
    createUserTemplate: ({ body }) => createTemplate(services, body),
    deleteUserTemplate: ({ params, query }) => deleteTemplate(services, params.id, query),
    getUserTemplate: Effect.fnUntraced(function* ({ params }) {
      const template = yield* findTemplate(queries, params.id);
      return template ?? (yield* refuse("TemplateNotFound"));
    }),
    getUserTemplates: ({ query }) => listTemplates(queries, query),
    updateUserTemplate: ({ params, body }) => updateTemplate(services, params.id, body),
  };
};
