// Administration, which KnetikCloud's API does not have.
export * from "./contract/adminEndpoints.ts";
export {
  adminContract,
  type AdminContract,
  type AdminOperationName,
} from "./contract/adminContract.ts";
export type {
  Account,
  AuditRecord,
  AuditSearch,
  FoundUser,
  FoundUsers,
  Statistics,
  TemplateUsage,
  UserExport,
  UserQuery,
} from "./models/administration.ts";
