import * as Effect from "effect/Effect";
import type * as Stream from "effect/Stream";
import { mapMethods, type Method } from "../contract/methods.ts";
import { readStream } from "./listStream.ts";
import { makePromiseClient } from "./makePromiseClient.ts";
import type { Endpoints } from "../contract/selection.ts";
import type { UsersApi } from "./usersApi.ts";
import type { PartialUsersClient } from "./usersClient.ts";

type StreamMethod = Method<Stream.Stream<unknown, unknown>>;

const readers = (streams: object) =>
  mapMethods(
    streams,
    (_, stream: StreamMethod) =>
      (...args) =>
        readStream(stream(...args)),
  );

/**
 * Creates a Promise client over an Effect service, so that both share tokens and the retry budget.
 * `onClose` runs when the client is closed, after the calls in flight were cancelled.
 *
 * @example
 * ```ts
 * import { contract, promiseClient, Users } from "@knetik-users/core/effect";
 * import * as Effect from "effect/Effect";
 *
 * const program = Effect.gen(function* () {
 *   const users = promiseClient(contract, yield* Users);
 *   yield* Effect.promise(() => users.getUser(1));
 * });
 * console.log(program);
 * ```
 */
export const promiseClient = <const Selection extends Endpoints>(
  selection: Selection,
  api: UsersApi<Selection>,
  onClose: Effect.Effect<void> = Effect.void,
): PartialUsersClient<Selection> => {
  const { all, pages, ...methods } = api;
  const operations = mapMethods(
    methods,
    (_, method: Method<Effect.Effect<unknown, unknown>>) => method,
  );
  return makePromiseClient(
    selection,
    { operations, all: readers(all), pages: readers(pages) },
    onClose,
  );
};
