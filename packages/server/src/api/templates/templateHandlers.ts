import * as Effect from "effect/Effect";
import { readFrom } from "../../database/replica/readFrom.ts";
import type { Handlers } from "../context/handler.ts";
import { fail } from "../errors/apiError.ts";
import type { Services } from "../context/services.ts";
import { createTemplate } from "./createTemplate.ts";
import { deleteTemplate } from "./deleteTemplate.ts";
import { listTemplates } from "./listTemplates.ts";
import { findTemplate } from "../repositories/templateRepository.ts";
import { updateTemplate } from "./updateTemplate.ts";

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
  const { database } = services;
  return {
    createUserTemplate: ({ body }) => createTemplate(services, body),
    deleteUserTemplate: ({ params, query }) => deleteTemplate(services, params.id, query),
    getUserTemplate: ({ params }) =>
      readFrom(
        database,
        Effect.fnUntraced(function* ({ queries }) {
          const template = yield* findTemplate(queries, params.id);
          return template ?? (yield* fail("TemplateNotFound"));
        }),
      ),
    getUserTemplates: ({ query }) =>
      readFrom(database, ({ queries }) => listTemplates(queries, query)),
    updateUserTemplate: ({ params, body }) => updateTemplate(services, params.id, body),
  };
};
