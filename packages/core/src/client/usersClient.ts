import type { PagingOptions, PromiseCallOptions } from "../call/callOptions.ts";
import type { Contract } from "../contract/contract.ts";
import type { EndpointError, MethodArguments, RowOf, SuccessOf } from "../contract/endpoint.ts";
import type { Aborted } from "../errors/errors.ts";
import type { Page } from "../models/page.ts";
import type { EndpointOf, Endpoints, PagedOperation } from "../contract/selection.ts";

/** The outcome of a call as a value. */
export type Result<Success, Failure> =
  | {
      /** `true` if the call succeeded. */
      readonly ok: true;
      /** What the method returns. */
      readonly value: Success;
      /** Only of a failed call. */
      readonly error?: undefined;
    }
  | {
      /** `false` if the call failed. */
      readonly ok: false;
      /** What the method would have thrown. */
      readonly error: Failure;
      /** Only of a successful call. */
      readonly value?: undefined;
    };

/** Every operation as a method that returns a Promise and rejects with a typed error. */
export type PromiseOperations<Selection extends Endpoints = Contract> = {
  readonly [Name in keyof Selection]: (
    ...args: MethodArguments<EndpointOf<Selection, Name>, PromiseCallOptions>
  ) => Promise<SuccessOf<EndpointOf<Selection, Name>>>;
};

/** Every operation as a method whose Promise resolves with a {@link Result} instead of rejecting. */
export type ResultOperations<Selection extends Endpoints = Contract> = {
  readonly [Name in keyof Selection]: (
    ...args: MethodArguments<EndpointOf<Selection, Name>, PromiseCallOptions>
  ) => Promise<
    Result<
      SuccessOf<EndpointOf<Selection, Name>>,
      EndpointError<EndpointOf<Selection, Name>> | Aborted
    >
  >;
};

/** A Promise client of some endpoints. */
export type PartialUsersClient<Selection extends Endpoints> = PromiseOperations<Selection> &
  UsersClientExtras<Selection>;

/** The Promise client of the Users API. */
export interface UsersClient extends PromiseOperations, UsersClientExtras {}

/** Members of a client besides its operations. */
export interface UsersClientExtras<Selection extends Endpoints = Contract> extends AsyncDisposable {
  /** The same methods, returning failures as values: `{ ok: false, error }`. */
  readonly result: ResultOperations<Selection>;
  /** Iterates over every row of a list, page by page. Leaving the loop stops the requests. */
  readonly all: {
    readonly [Name in keyof Selection as Name extends PagedOperation<Selection> ? Name : never]: (
      ...args: MethodArguments<EndpointOf<Selection, Name>, PromiseCallOptions & PagingOptions>
    ) => AsyncIterable<RowOf<EndpointOf<Selection, Name>>>;
  };
  /** Iterates over every page of a list, with its totals. */
  readonly pages: {
    readonly [Name in keyof Selection as Name extends PagedOperation<Selection> ? Name : never]: (
      ...args: MethodArguments<EndpointOf<Selection, Name>, PromiseCallOptions & PagingOptions>
    ) => AsyncIterable<Page<RowOf<EndpointOf<Selection, Name>>>>;
  };
  /** Cancels the calls in flight and closes the client. `await using` calls it automatically. */
  readonly close: () => Promise<void>;
}
