import type { Invalidation } from "./endpoint.ts";
import * as endpoints from "./endpoints.ts";

type Endpoints = typeof endpoints;

/** The operations that change nothing: their answers can be cached. */
export type ReadName = {
  [Name in keyof Endpoints]: Endpoints[Name]["method"] extends "GET" ? Name : never;
}[keyof Endpoints];

/**
 * The API, an endpoint an entry. The client's methods, the adapters and the server's routes are derived
 * from this value.
 */
export const contract = { ...endpoints } satisfies {
  readonly [Name in keyof Endpoints]: {
    readonly name: Name;
    readonly invalidates: ReadonlyArray<Invalidation<ReadName>>;
  };
};

export type Contract = typeof contract;
/** Name of an operation, such as `"getUser"`. */
export type OperationName = keyof Contract;
