import * as Schema from "effect/Schema";
import {
  type Account,
  AccountSchema,
  type AuditRecord,
  AuditRecordSchema,
  type AuditSearch,
  AuditSearchSchema,
  type FoundUsers,
  FoundUsersSchema,
  type Statistics,
  StatisticsSchema,
  type TemplateUsage,
  TemplateUsageSchema,
  type UserExport,
  UserExportSchema,
  type UserQuery,
  UserQuerySchema,
} from "./administration.ts";
import { named } from "./named.ts";
import { type Page, PageSchema } from "./page.ts";

/** The schemas of administration that are compiled to codecs, by the codec's name. */
export const adminSchemas = {
  // Queries.
  AuditSearch: named<AuditSearch>(AuditSearchSchema),
  UserQuery: named<UserQuery>(UserQuerySchema),
  // Responses.
  Account: named<Account>(AccountSchema),
  AuditPage: named<Page<AuditRecord>>(PageSchema(AuditRecordSchema)),
  FoundUsers: named<FoundUsers>(FoundUsersSchema),
  Statistics: named<Statistics>(StatisticsSchema),
  TemplateUsages: named<ReadonlyArray<TemplateUsage>>(Schema.Array(TemplateUsageSchema)),
  UserExport: named<UserExport>(UserExportSchema),
};
