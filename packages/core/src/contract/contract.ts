import * as endpoints from "./endpoints.ts";

/**
 * The API, an endpoint an entry. The client's methods, the adapters and the server's routes are derived
 * from this value.
 */
export const contract = { ...endpoints };

export type Contract = typeof contract;
/** Name of an operation, such as `"getUser"`. */
export type OperationName = keyof Contract;
/** The operations that change nothing, so their results can be cached. */
export type ReadName = {
  [Name in OperationName]: Contract[Name]["method"] extends "GET" ? Name : never;
}[OperationName];
