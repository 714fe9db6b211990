// The endpoints as values and types. Knows nothing of Effect.
export * from "./contract/allEndpoints.ts";
export {
  filterOf,
  inputOf,
  mapMethods,
  type Method,
  splitArguments,
  subjectOf,
  subjectsOf,
  withOptions,
} from "./contract/methods.ts";
export { rowFieldsOf } from "./contract/rowFields.ts";

export { roles, type Access, type Role } from "./contract/access.ts";
export {
  contract,
  type Contract,
  type ErrorOf,
  type OperationName,
  type ReadName,
} from "./contract/contract.ts";
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
export type { Codec } from "./shapes/codec.ts";
