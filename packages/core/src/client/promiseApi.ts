import type { Contract } from "../contract/contract.ts";
import type { ArgumentsOf, Failing, RowOf, SuccessOf } from "../contract/endpoint.ts";
import type { Aborted } from "../errors/errors.ts";
import type { Page } from "../model/page.ts";
import type { PagingOptions } from "../paging/pages.ts";
import type { EndpointOf, Endpoints, PagedOperation } from "./api.ts";
import type { CallOptions } from "./options.ts";

/** What one call of the Promise client may say. */
export interface PromiseCallOptions extends CallOptions {
  /** Cancels the call: the request, a wait before a retry, the wait for a token. */
  readonly signal?: AbortSignal | undefined;
}

/** How a call ended, without throwing. */
export type Result<Success, Failure> =
  | { readonly ok: true; readonly value: Success; readonly error?: undefined }
  | { readonly ok: false; readonly error: Failure; readonly value?: undefined };

/** Every operation as a method that returns a Promise and rejects with a typed error. */
export type PromiseOperations<Selection extends Endpoints = Contract> = {
  readonly [Name in keyof Selection]: (
    ...args: [...ArgumentsOf<EndpointOf<Selection, Name>>, options?: PromiseCallOptions]
  ) => Promise<SuccessOf<EndpointOf<Selection, Name>>>;
};

/** Every operation as a method whose Promise holds the typed error instead of rejecting. */
export type ResultOperations<Selection extends Endpoints = Contract> = {
  readonly [Name in keyof Selection]: (
    ...args: [...ArgumentsOf<EndpointOf<Selection, Name>>, options?: PromiseCallOptions]
  ) => Promise<
    Result<
      SuccessOf<EndpointOf<Selection, Name>>,
      Failing<EndpointOf<Selection, Name>>["with"] | Aborted
    >
  >;
};

/** The operations of a client that is made of Promises, and what comes with them. */
export type PartialUsersClient<Selection extends Endpoints> = PromiseOperations<Selection> &
  UsersClientExtras<Selection>;

/** The client for those who write Promises. */
export interface UsersClient extends PromiseOperations, UsersClientExtras {}

/** What a client has besides its operations. */
export interface UsersClientExtras<Selection extends Endpoints = Contract> extends AsyncDisposable {
  /** The same methods, but a failure is a value: `{ ok: false, error }`. */
  readonly result: ResultOperations<Selection>;
  /** Every row of a list, one by one, page after page. Leaving the loop stops the requests. */
  readonly all: {
    readonly [Name in PagedOperation<Selection>]: (
      ...args: [
        ...ArgumentsOf<EndpointOf<Selection, Name>>,
        options?: PromiseCallOptions & PagingOptions,
      ]
    ) => AsyncIterable<RowOf<EndpointOf<Selection, Name>>>;
  };
  /** Every page of a list, with its totals. */
  readonly pages: {
    readonly [Name in PagedOperation<Selection>]: (
      ...args: [
        ...ArgumentsOf<EndpointOf<Selection, Name>>,
        options?: PromiseCallOptions & PagingOptions,
      ]
    ) => AsyncIterable<Page<RowOf<EndpointOf<Selection, Name>>>>;
  };
  /** Cancels what is under way and ends the client. `await using` does it by itself. */
  readonly close: () => Promise<void>;
}
