// The Promise entry, and what Effect programs, adapters and servers need in addition.
export * from "./index.ts";

export { clientOptionNames } from "./client/optionShape.ts";
export { promiseClient } from "./client/promiseClient.ts";
export { Users } from "./client/users.ts";
export type { UsersApi, UsersLists, UsersOperations } from "./client/usersApi.ts";

export { roles, type Access, type Role } from "./contract/access.ts";
export { contract, type Contract, type ReadName } from "./contract/contract.ts";
export type {
  ArgumentsOf,
  BodyDefinition,
  Endpoint,
  EndpointAuth,
  FailureClass,
  Invalidation,
  QueryDefinition,
  RequestInput,
  Resource,
  RetryClass,
  RowOf,
  Subject,
  SuccessOf,
} from "./contract/endpoint.ts";

export { codecs } from "./compiled/allCodecs.ts";
export { schemaOf } from "./compiled/schemaOf.ts";
export type { Codec } from "./shapes/codec.ts";

export { decodeRequest, type ReceivedRequest } from "./codec/decodeRequest.ts";
export { encodeRequest, type EncodedRequest } from "./codec/encodeRequest.ts";
export { redactBody, redactQuery } from "./codec/redactRequest.ts";
export { decodeWire, encodeSuccess, encodeWire } from "./codec/response.ts";
export { pathIssues, type PathIssue } from "./codec/schemaIssues.ts";
export { withoutOptionalNull } from "./codec/withoutOptionalNull.ts";

export { EpochSeconds } from "./models/epochSeconds.ts";
export { toSnakeCase } from "./models/fieldNames.ts";
export { Id, isPlainText, Tag, UserId, UserRefSchema } from "./models/identifiers.ts";
export { PageSchema } from "./models/page.ts";
export { pagingDefaults } from "./models/pagingFields.ts";
export { NewPasswordSchema, PasswordResetRequestSchema } from "./models/passwords.ts";
export * from "./models/property.ts";
export * from "./models/propertyDefinition.ts";
export { publicFieldsOf } from "./models/publicFields.ts";
export { isReadOnly } from "./models/readOnly.ts";
export {
  UserTemplateInputSchema,
  UserTemplateSchema,
  UserTemplateUpdateSchema,
} from "./models/template.ts";
export { templateSortProperties, UserTemplateSearchSchema } from "./models/templateSearch.ts";
export { isWire } from "./models/wire.ts";
export { OAuthTokenSchema, TokenRequestSchema } from "./models/token.ts";
export {
  UserRegistrationSchema,
  UserRelationshipSchema,
  UserSchema,
  UserSummarySchema,
  UserUpdateSchema,
} from "./models/user.ts";
export { userFilterParameters } from "./models/userFilterParameters.ts";
export { UserFilterSchema, UserSearchSchema, userSortProperties } from "./models/userSearch.ts";
