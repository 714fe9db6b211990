import type { AdminContract, AdminOperationName } from "@knetik-users/core/admin";
import type { HandlerOf } from "../context/handler.ts";
import type { Services } from "../context/services.ts";
import { readAccount } from "./accountState.ts";
import { listAuditRecords } from "./auditTrail.ts";
import { anonymizeUser, deleteUser } from "./eraseUser.ts";
import { findUsers } from "./findUsers.ts";
import { makeStatistics } from "./statistics.ts";
import { readTemplateUsage } from "./templateUsage.ts";
import { disableUser, enableUser } from "./userAccount.ts";

/** Operations whose response is not made from a value. */
type Streamed = "exportUser";

/** One handler for each operation of administration. */
export type AdminHandlers = {
  readonly [Name in Exclude<AdminOperationName, Streamed>]: HandlerOf<AdminContract[Name]>;
};

/** Makes all handlers. A missing one is a compile error. */
export const makeAdminHandlers = (services: Services): AdminHandlers => {
  const { database } = services;
  return {
    findUsers: ({ query }) => findUsers(database, query),
    getAccount: ({ params }) => readAccount(services, params.id),
    deleteUser: ({ params }) => deleteUser(services, params.id),
    anonymizeUser: ({ params }) => anonymizeUser(services, params.id),
    disableUser: ({ params }) => disableUser(services, params.id),
    enableUser: ({ params }) => enableUser(services, params.id),
    getAuditRecords: ({ query }) => listAuditRecords(database, query),
    getStatistics: makeStatistics(services),
    getTemplateUsage: () => readTemplateUsage(database.queries),
  };
};
