import type * as Effect from "effect/Effect";
import type * as Stream from "effect/Stream";
import { splitArguments } from "../contract/arguments.ts";
import type { Page } from "../model/page.ts";
import { allPages, allRows, type Paged, type PagingOptions } from "../paging/pages.ts";
import type { Endpoints, UsersApi } from "./api.ts";
import type { NamedEndpoint } from "./call.ts";
import type { Engine } from "./engine.ts";
import type { CallOptions } from "./options.ts";

/** A method for each endpoint. The contract's types say what each one is. */
export const makeApi = <Selection extends Endpoints>(
  selection: Selection,
  engine: Engine,
): UsersApi<Selection> => {
  const endpoints: ReadonlyArray<NamedEndpoint> = Object.values(selection);
  const call =
    (endpoint: NamedEndpoint) =>
    (...args: ReadonlyArray<unknown>) => {
      const [input, options] = splitArguments<CallOptions>(endpoint, args);
      return engine(endpoint, input, options ?? {});
    };
  const list =
    (
      endpoint: NamedEndpoint,
      read: typeof allPages<unknown, unknown, Paged> | typeof allRows<unknown, unknown, Paged>,
    ) =>
    (...args: ReadonlyArray<unknown>): Stream.Stream<unknown, unknown> => {
      const [[search], options] = splitArguments<CallOptions & PagingOptions>(endpoint, args);
      return read(
        (paged) =>
          engine(endpoint, [paged], options ?? {}) as Effect.Effect<Page<unknown>, unknown>,
        search ?? {},
        options,
      );
    };
  const paged = endpoints.filter(({ row }) => row !== undefined);
  const api: unknown = {
    ...Object.fromEntries(endpoints.map((endpoint) => [endpoint.name, call(endpoint)])),
    all: Object.fromEntries(paged.map((endpoint) => [endpoint.name, list(endpoint, allRows)])),
    pages: Object.fromEntries(paged.map((endpoint) => [endpoint.name, list(endpoint, allPages)])),
  };
  return api as UsersApi<Selection>;
};
