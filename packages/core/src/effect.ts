// The Promise entry, and what Effect programs, adapters and servers need in addition.
export * from "./index.ts";
export { contract, roles } from "./endpoints.ts";
export type {
  Access,
  ArgumentsOf,
  BodyDefinition,
  Codec,
  Contract,
  Endpoint,
  EndpointAuth,
  FailureClass,
  Invalidation,
  QueryDefinition,
  ReadName,
  RequestInput,
  Resource,
  RetryClass,
  Role,
  RowOf,
  Subject,
  SuccessOf,
} from "./endpoints.ts";

export { clientOptionNames } from "./client/optionShape.ts";
export { promiseClient } from "./client/promiseClient.ts";
export { Users } from "./client/users.ts";
export type { UsersApi, UsersLists, UsersOperations } from "./client/usersApi.ts";

export { codecs } from "./compiled/allCodecs.ts";
export { schemaOf } from "./compiled/schemaOf.ts";

export { decodeRequest, type ReceivedRequest } from "./codec/decodeRequest.ts";
export { encodeRequest, type EncodedRequest } from "./codec/encodeRequest.ts";
export { redactBody, redactQuery } from "./codec/redactRequest.ts";
export { decodeWire, encodeSuccess, encodeWire } from "./codec/response.ts";
export { pathIssues, type PathIssue } from "./codec/schemaIssues.ts";
export { withoutOptionalNull } from "./codec/withoutOptionalNull.ts";

export { toSnakeCase } from "./models/fieldNames.ts";
export { fileGroupKinds, fileKinds, type MemberKind, type PropertyOf } from "./models/property.ts";
export type {
  AudioDefinition,
  AudioGroupDefinition,
  BooleanDefinition,
  DateDefinition,
  DefinitionOf,
  FileDefinition,
  FileGroupDefinition,
  ImageDefinition,
  ImageGroupDefinition,
  ListDefinition,
  MapDefinition,
  NumberDefinition,
  TextDefinition,
  UnknownDefinition,
  VideoDefinition,
  VideoGroupDefinition,
} from "./models/propertyDefinition.ts";
export { templateSortProperties } from "./models/templateSearch.ts";
export { userFilterParameters } from "./models/userFilterParameters.ts";
export { userSortProperties } from "./models/userSearch.ts";

export { EpochSeconds } from "./schemas/epochSeconds.ts";
export { Id, isPlainText, Tag, UserId, UserRefSchema } from "./schemas/identifiers.ts";
export { PageSchema } from "./schemas/page.ts";
export { pagingDefaults } from "./schemas/pagingFields.ts";
export { NewPasswordSchema, PasswordResetRequestSchema } from "./schemas/passwords.ts";
export { AdditionalPropertiesSchema, PropertySchema } from "./schemas/property.ts";
export {
  PropertyDefinitionSchema,
  PropertyFieldListSchema,
  PropertyFieldSchema,
} from "./schemas/propertyDefinition.ts";
export { publicFieldsOf } from "./schemas/publicFields.ts";
export { isReadOnly } from "./schemas/readOnly.ts";
export {
  UserTemplateInputSchema,
  UserTemplateSchema,
  UserTemplateUpdateSchema,
} from "./schemas/template.ts";
export { UserTemplateSearchSchema } from "./schemas/templateSearch.ts";
export { OAuthTokenSchema, TokenRequestSchema } from "./schemas/token.ts";
export {
  UserRegistrationSchema,
  UserRelationshipSchema,
  UserSchema,
  UserSummarySchema,
  UserUpdateSchema,
} from "./schemas/user.ts";
export { UserFilterSchema, UserSearchSchema } from "./schemas/userSearch.ts";
export { isWire } from "./schemas/wire.ts";
