import type * as Effect from "effect/Effect";
import type * as Stream from "effect/Stream";
import type { Contract, OperationName } from "../contract/contract.ts";
import type {
  ArgumentsOf,
  Endpoint,
  Failing,
  FailureOf,
  RowOf,
  SuccessOf,
} from "../contract/endpoint.ts";
import type { Page } from "../model/page.ts";
import type { PagingOptions } from "../paging/pages.ts";
import type { CallOptions } from "./options.ts";

/** Some endpoints of the contract, by their names. */
export type Endpoints = {
  readonly [Name in OperationName]?: Endpoint & { readonly name: Name };
};

/** One endpoint of a selection. */
export type EndpointOf<Selection extends Endpoints, Name extends keyof Selection> = Extract<
  Selection[Name],
  Endpoint
>;

/** Names of the operations of a selection that answer one page of a list. */
export type PagedOperation<Selection extends Endpoints = Contract> = {
  [Name in keyof Selection]: Selection[Name] extends { readonly row: unknown } ? Name : never;
}[keyof Selection];

/** Everything that a call of an operation can fail with. */
export type ErrorOf<Name extends OperationName> = FailureOf<Contract[Name]>;

/** Every operation as a method that returns an `Effect`. */
export type UsersOperations<Selection extends Endpoints = Contract> = {
  readonly [Name in keyof Selection]: (
    ...args: [...ArgumentsOf<EndpointOf<Selection, Name>>, options?: CallOptions]
  ) => Effect.Effect<
    SuccessOf<EndpointOf<Selection, Name>>,
    Failing<EndpointOf<Selection, Name>>["with"]
  >;
};

/** The lists of the API, read to their end. */
export interface UsersLists<Selection extends Endpoints = Contract> {
  /** Every row of a list, one by one, page after page. */
  readonly all: {
    readonly [Name in PagedOperation<Selection>]: (
      ...args: [...ArgumentsOf<EndpointOf<Selection, Name>>, options?: CallOptions & PagingOptions]
    ) => Stream.Stream<
      RowOf<EndpointOf<Selection, Name>>,
      Failing<EndpointOf<Selection, Name>>["with"]
    >;
  };
  /** Every page of a list, with its totals. */
  readonly pages: {
    readonly [Name in PagedOperation<Selection>]: (
      ...args: [...ArgumentsOf<EndpointOf<Selection, Name>>, options?: CallOptions & PagingOptions]
    ) => Stream.Stream<
      Page<RowOf<EndpointOf<Selection, Name>>>,
      Failing<EndpointOf<Selection, Name>>["with"]
    >;
  };
}

/** The whole API: its operations, and its lists read to their end. */
export type UsersApi<Selection extends Endpoints = Contract> = UsersOperations<Selection> &
  UsersLists<Selection>;
