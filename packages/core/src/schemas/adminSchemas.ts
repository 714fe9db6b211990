import * as Schema from "effect/Schema";
import type { AdminModels } from "../models/administration.ts";
import {
  AccountSchema,
  AuditRecordSchema,
  AuditSearchSchema,
  FoundUsersSchema,
  StatisticsSchema,
  TemplateUsageSchema,
  UserExportSchema,
  UserQuerySchema,
} from "./administration.ts";
import { PageSchema } from "./page.ts";

/** The schemas of administration that are compiled to codecs, by the codec's name. */
export const adminSchemas = {
  AuditSearch: AuditSearchSchema,
  UserQuery: UserQuerySchema,
  Account: AccountSchema,
  AuditPage: PageSchema(AuditRecordSchema),
  FoundUsers: FoundUsersSchema,
  Statistics: StatisticsSchema,
  TemplateUsages: Schema.Array(TemplateUsageSchema),
  UserExport: UserExportSchema,
} satisfies { readonly [Name in keyof AdminModels]: Schema.Codec<AdminModels[Name], unknown> };
