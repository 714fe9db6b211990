import type { AdminContract } from "./adminContract.ts";
import type { Contract } from "./contract.ts";
import type { Endpoint } from "./endpoint.ts";

/** Some of the endpoints of `All`. Maps its keys alone, so that the methods keep its documentation. */
type Some<All> = { readonly [Name in keyof All]?: Endpoint & { readonly name: Name } };

/** A selection of endpoints by name: those of the API and those for administration. */
export type Endpoints = Some<Contract> & Some<AdminContract>;

/** One endpoint of a selection. */
export type EndpointOf<Selection extends Endpoints, Name extends keyof Selection> = Extract<
  Selection[Name],
  Endpoint
>;

/** Names of the operations of a selection that return a page of a list. */
export type PagedOperation<Selection extends Endpoints = Contract> = {
  [Name in keyof Selection]: Selection[Name] extends { readonly isPage: true } ? Name : never;
}[keyof Selection];
