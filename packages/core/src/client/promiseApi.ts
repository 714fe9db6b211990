import type { Contract } from "../contract/contract.ts";
import type { ArgumentsOf, RowOf, SuccessOf } from "../contract/endpoint.ts";
import type { Aborted } from "../errors/errors.ts";
import type { Page } from "../model/page.ts";
import type { PagingOptions } from "../paging/pages.ts";
import type { ErrorOf, PagedOperation } from "./api.ts";
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
export type PromiseOperations = {
  readonly [Name in keyof Contract]: (
    ...args: [...ArgumentsOf<Contract[Name]>, options?: PromiseCallOptions]
  ) => Promise<SuccessOf<Contract[Name]>>;
};

/** Every operation as a method whose Promise holds the typed error instead of rejecting. */
export type ResultOperations = {
  readonly [Name in keyof Contract]: (
    ...args: [...ArgumentsOf<Contract[Name]>, options?: PromiseCallOptions]
  ) => Promise<Result<SuccessOf<Contract[Name]>, ErrorOf<Name> | Aborted>>;
};

/** The client for those who write Promises. */
export interface UsersClient extends PromiseOperations, AsyncDisposable {
  /** The same methods, but a failure is a value: `{ ok: false, error }`. */
  readonly result: ResultOperations;
  /** Every row of a list, one by one, page after page. Leaving the loop stops the requests. */
  readonly all: {
    readonly [Name in PagedOperation]: (
      ...args: [...ArgumentsOf<Contract[Name]>, options?: PromiseCallOptions & PagingOptions]
    ) => AsyncIterable<RowOf<Contract[Name]>>;
  };
  /** Every page of a list, with its totals. */
  readonly pages: {
    readonly [Name in PagedOperation]: (
      ...args: [...ArgumentsOf<Contract[Name]>, options?: PromiseCallOptions & PagingOptions]
    ) => AsyncIterable<Page<RowOf<Contract[Name]>>>;
  };
  /** Cancels what is under way and ends the client. `await using` does it by itself. */
  readonly close: () => Promise<void>;
}
