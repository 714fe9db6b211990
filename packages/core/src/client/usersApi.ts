import type * as Effect from "effect/Effect";
import type * as Stream from "effect/Stream";
import type { CallOptions, PagingOptions } from "../call/callOptions.ts";
import type { Contract } from "../contract/contract.ts";
import type { EndpointError, MethodArguments, RowOf, SuccessOf } from "../contract/endpoint.ts";
import type { EndpointOf, Endpoints, PagedOperation } from "../contract/selection.ts";
import type { Page } from "../models/page.ts";

/** Every operation as a method that returns an `Effect`. */
export type UsersOperations<Selection extends Endpoints = Contract> = {
  readonly [Name in keyof Selection]: (
    ...args: MethodArguments<EndpointOf<Selection, Name>, CallOptions>
  ) => Effect.Effect<
    SuccessOf<EndpointOf<Selection, Name>>,
    EndpointError<EndpointOf<Selection, Name>>
  >;
};

/** Streams over the lists of the API. */
export interface UsersLists<Selection extends Endpoints = Contract> {
  /** Every row of a list, page by page. */
  readonly all: {
    readonly [Name in keyof Selection as Name extends PagedOperation<Selection> ? Name : never]: (
      ...args: MethodArguments<EndpointOf<Selection, Name>, CallOptions & PagingOptions>
    ) => Stream.Stream<
      RowOf<EndpointOf<Selection, Name>>,
      EndpointError<EndpointOf<Selection, Name>>
    >;
  };
  /** Every page of a list, with its totals. */
  readonly pages: {
    readonly [Name in keyof Selection as Name extends PagedOperation<Selection> ? Name : never]: (
      ...args: MethodArguments<EndpointOf<Selection, Name>, CallOptions & PagingOptions>
    ) => Stream.Stream<
      Page<RowOf<EndpointOf<Selection, Name>>>,
      EndpointError<EndpointOf<Selection, Name>>
    >;
  };
}

/** The operations of the API, and streams over its lists. */
export type UsersApi<Selection extends Endpoints = Contract> = UsersOperations<Selection> &
  UsersLists<Selection>;
