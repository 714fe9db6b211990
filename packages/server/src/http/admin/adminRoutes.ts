import { adminContract, type AdminContract } from "@knetik-users/core/admin";
import type { Endpoint } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import type { AdminHandlers } from "../../api/administration/adminHandlers.ts";
import { exportUser } from "../../api/administration/exportUser.ts";
import type { HandlerOf } from "../../api/context/handler.ts";
import { operation } from "../openapi/openApiDocument.ts";
import { answerEndpoint, type Failure } from "../operation.ts";
import { streamedJson } from "../response.ts";
import type { OperationDescription, OwnRoute, OwnServices } from "../own-routes/ownRoute.ts";
import { exportSchema } from "./exportSchema.ts";

/** What a caller should know besides the summary. */
const notes: { readonly [Name in keyof AdminContract]: string } = {
  findUsers:
    "By the beginning of any name or of the e-mail address, ignoring case and accents; or by a first " +
    "name and the beginning of a last name. `matched` has the fields that matched.",
  getAccount:
    "What the user itself does not show: whether it is disabled or locked by a rate limit, its roles " +
    "and sign-ins, and the `version` of its data, which is its `ETag`.",
  deleteUser:
    "Deletes the user with everything that belongs to it. Not your own. It cannot be undone.",
  exportUser: "Everything except hashes of secrets. The access is recorded in the audit trail.",
  anonymizeUser:
    "Keeps the id, for data elsewhere that refers to it, and disables the user. Not your own. It " +
    "cannot be undone.",
  disableUser: "Ends all sessions of the user. Not your own.",
  enableUser: "Does nothing if the user is not disabled.",
  getAuditRecords: "What the user did, and what was done to it, newest first.",
  getStatistics: "Exact counts, taken at most ten seconds ago.",
  getTemplateUsage: "Templates without users are listed, too.",
};

const describe = (endpoint: Endpoint, note: string): OperationDescription => {
  const described = operation(endpoint);
  return {
    ...(described as OperationDescription),
    description: `${note} ${String(described["description"])}`,
    tags: ["Administration"],
  };
};

/** A route of an endpoint. `handlerOf` returns its handler. */
const adminRoute = <Name extends keyof AdminContract>(
  name: Name,
  handlerOf: (
    services: OwnServices,
  ) => (input: Parameters<HandlerOf<AdminContract[Name]>>[0]) => Effect.Effect<unknown, Failure>,
): OwnRoute => {
  const endpoint: AdminContract[Name] = adminContract[name];
  const { method, path }: Endpoint = endpoint;
  return {
    method,
    path,
    description: describe(endpoint, notes[name]),
    answer: (services, call) => answerEndpoint(services, endpoint, handlerOf(services), call),
  };
};

const plainRoute = <Name extends keyof AdminHandlers>(name: Name): OwnRoute =>
  adminRoute(name, ({ admin }) => admin[name]);

const exportRoute = adminRoute(
  "exportUser",
  (services) =>
    ({ params }) =>
      Effect.map(exportUser(services, params.id), streamedJson),
);

/** Describes the parts of an export, which core leaves as they are. */
const withParts = (route: OwnRoute): OwnRoute => {
  const { responses, ...description } = route.description;
  const content = { "application/json": { schema: exportSchema } };
  return {
    ...route,
    description: {
      ...description,
      responses: { ...(responses as object), 200: { description: "Success.", content } },
    },
  };
};

/** Administration of users, which the official API does not have. */
export const adminRoutes: ReadonlyArray<OwnRoute> = [
  plainRoute("findUsers"),
  plainRoute("getAccount"),
  plainRoute("deleteUser"),
  withParts(exportRoute),
  plainRoute("anonymizeUser"),
  plainRoute("disableUser"),
  plainRoute("enableUser"),
  plainRoute("getAuditRecords"),
  plainRoute("getStatistics"),
  plainRoute("getTemplateUsage"),
];
