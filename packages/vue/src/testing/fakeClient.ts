import {
  ConfigurationError,
  isUsersError,
  type OperationName,
  type Page,
  type PromiseOperations,
  type UsersClient,
} from "@knetik-users/core";
import * as endpoints from "@knetik-users/core/endpoints";
import { splitArguments, type Method, withOptions } from "@knetik-users/core/endpoints";
import { contract } from "@knetik-users/core/endpoints";

/** The operations that a test needs. All others fail when they are called. */
export type FakeOperations = Partial<PromiseOperations>;

type Async = Method<Promise<unknown>>;
type Rows = Page<{ readonly id: number | string }>;

const notFaked = (name: string): ConfigurationError =>
  new ConfigurationError([
    {
      code: "KUV1102",
      option: name,
      why: "Was called, but the test does not fake it.",
      fix: `Add it: createFakeUsers({ ${name}: async () => … }).`,
    },
  ]);

/** A client with these operations; `result`, `all` and `pages` are derived from them. */
export const fakeClient = (fakes: FakeOperations): UsersClient => {
  const names = Object.keys(contract) as ReadonlyArray<OperationName>;
  const named = <A>(list: ReadonlyArray<OperationName>, make: (name: OperationName) => A) =>
    Object.fromEntries(list.map((name) => [name, make(name)]));

  const call =
    (name: OperationName): Async =>
    async (...args) => {
      const fake = fakes[name] as Async | undefined;
      if (fake === undefined) throw notFaked(name);
      return fake(...args);
    };
  const result =
    (name: OperationName): Async =>
    async (...args) => {
      try {
        return { ok: true, value: await call(name)(...args) };
      } catch (error) {
        if (isUsersError(error)) return { ok: false, error };
        throw error;
      }
    };
  const pages = (name: OperationName) =>
    async function* (...args: ReadonlyArray<unknown>): AsyncGenerator<Rows> {
      const [[search], options] = splitArguments(endpoints[name], args);
      const from = (search as { readonly page?: number } | undefined)?.page ?? 1;
      for (let page = from; ; page += 1) {
        const asked = withOptions(endpoints[name], [{ ...(search ?? {}), page }], options);
        const read = (await call(name)(...asked)) as Rows;
        yield read;
        // A fake need not say that it is the last page.
        if (read.last !== false) return;
      }
    };
  const rows = (name: OperationName) =>
    async function* (...args: ReadonlyArray<unknown>) {
      for await (const { content } of pages(name)(...args)) yield* content;
    };
  const lists = names.filter((name) => "isPage" in contract[name]);
  const close = () => Promise.resolve();
  const client: unknown = {
    ...named(names, call),
    result: named(names, result),
    all: named(lists, rows),
    pages: named(lists, pages),
    close,
    [Symbol.asyncDispose]: close,
  };
  return client as UsersClient;
};
