export { contract, type Contract, type OperationName } from "./contract/contract.ts";
export type {
  ArgumentsOf,
  Endpoint,
  FailureOf,
  RequestInput,
  RowOf,
  SuccessOf,
} from "./contract/endpoint.ts";
export { decodeRequest, type ReceivedRequest } from "./contract/decodeRequest.ts";
export { decodeWire, encodeSuccess, encodeWire } from "./contract/response.ts";
export * from "./errors/errors.ts";
