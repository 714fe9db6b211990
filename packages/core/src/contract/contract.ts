import * as endpoints from "./allEndpoints.ts";
import type { Endpoint, EndpointError } from "./endpoint.ts";

/** The endpoints of the API by name, each with its precise type. */
export type Contract = { readonly [Name in keyof typeof endpoints]: (typeof endpoints)[Name] };

/** All endpoints of the API by name. Client methods, adapters and server routes derive from it. */
export const contract: Contract = { ...endpoints };

/** Name of an operation, such as `"getUser"`. */
export type OperationName = keyof Contract;

/** Name of an operation that changes nothing, so that its results can be cached. */
export type ReadName = {
  [Name in OperationName]: Contract[Name]["method"] extends "GET" ? Name : never;
}[OperationName];

type OperationError<Name extends OperationName> = EndpointError<Contract[Name]>;

/**
 * Every error a call can fail with, by the operation's name or its endpoint.
 *
 * @example
 * ```ts
 * import type { ErrorOf } from "@knetik-users/core";
 *
 * const describe = (error: ErrorOf<"getUser">): string =>
 *   error._tag === "UserNotFound" ? "No such user" : error.message;
 * console.log(describe);
 * ```
 */
export type ErrorOf<Of extends OperationName | Endpoint> = Of extends OperationName
  ? OperationError<Of>
  : Of extends Endpoint
    ? EndpointError<Of>
    : never;
