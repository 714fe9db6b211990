import type * as Effect from "effect/Effect";
import type * as Stream from "effect/Stream";
import type { Contract } from "../contract/contract.ts";
import type { ArgumentsOf, FailureOf, RowOf, SuccessOf } from "../contract/endpoint.ts";
import type { Page } from "../model/page.ts";
import type { PagingOptions } from "../paging/pages.ts";
import type { CallOptions } from "./options.ts";

/** Names of the operations that answer one page of a list. */
export type PagedOperation = {
  [Name in keyof Contract]: Contract[Name] extends { readonly row: unknown } ? Name : never;
}[keyof Contract];

/** Everything that a call of an operation can fail with. */
export type ErrorOf<Name extends keyof Contract> = FailureOf<Contract[Name]>;

/** Every operation of the API as a method that returns an `Effect`. */
export type UsersOperations = {
  readonly [Name in keyof Contract]: (
    ...args: [...ArgumentsOf<Contract[Name]>, options?: CallOptions]
  ) => Effect.Effect<SuccessOf<Contract[Name]>, ErrorOf<Name>>;
};

/** The lists of the API, read to their end. */
export interface UsersLists {
  /** Every row of a list, one by one, page after page. */
  readonly all: {
    readonly [Name in PagedOperation]: (
      ...args: [...ArgumentsOf<Contract[Name]>, options?: CallOptions & PagingOptions]
    ) => Stream.Stream<RowOf<Contract[Name]>, ErrorOf<Name>>;
  };
  /** Every page of a list, with its totals. */
  readonly pages: {
    readonly [Name in PagedOperation]: (
      ...args: [...ArgumentsOf<Contract[Name]>, options?: CallOptions & PagingOptions]
    ) => Stream.Stream<Page<RowOf<Contract[Name]>>, ErrorOf<Name>>;
  };
}

/** The whole API: its operations, and its lists read to their end. */
export type UsersApi = UsersOperations & UsersLists;
