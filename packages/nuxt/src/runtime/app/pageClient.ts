import type { UsersClient } from "@knetik-users/core";
import { mapMethods, type Method } from "@knetik-users/core/endpoints";

type Methods<A> = { readonly [name: string]: Method<A> | undefined };

/**
 * A client that outlives sessions: a call waits until the session is known and uses the client of that session. When
 * it ends, its client is closed, which cancels its calls: none is repeated for the next user.
 */
export const pageClient = (
  shape: UsersClient,
  ready: () => Promise<void>,
  current: () => UsersClient,
): UsersClient => {
  const calls = (pick: (client: UsersClient) => object) =>
    mapMethods(pick(shape), (name) => async (...args) => {
      await ready();
      return (pick(current()) as Methods<Promise<unknown>>)[name]?.(...args);
    });
  const lists = (group: "all" | "pages") =>
    mapMethods(
      shape[group],
      (name) =>
        async function* (...args: ReadonlyArray<unknown>) {
          await ready();
          yield* (current()[group] as Methods<AsyncIterable<unknown>>)[name]?.(...args) ?? [];
        },
    );
  const close = () => current().close();
  const client: unknown = {
    ...calls((each) => operationsOf(each)),
    result: calls((each) => each.result),
    all: lists("all"),
    pages: lists("pages"),
    close,
    [Symbol.asyncDispose]: close,
  };
  return client as UsersClient;
};

/** The methods of a client that are operations: those that `result` has, too. */
const operationsOf = (client: UsersClient): object =>
  Object.fromEntries(
    Object.keys(client.result).map((name) => [name, Reflect.get(client, name) as unknown]),
  );
