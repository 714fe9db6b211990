import * as Effect from "effect/Effect";
import type * as Scope from "effect/Scope";
import { mapMethods, type Method } from "../contract/methods.ts";
import type { Configuration } from "./configure.ts";
import type { ListReader } from "./listReader.ts";
import { streamOfList } from "./listStream.ts";
import { makeUsersCalls } from "./makeUsersCalls.ts";
import type { Endpoints } from "../contract/selection.ts";
import type { UsersApi } from "./usersApi.ts";

/**
 * Makes a method for each endpoint of a selection. Closing the scope cancels token requests that are
 * still in flight.
 */
export const makeUsersApi = <Selection extends Endpoints>(
  selection: Selection,
  configuration: Configuration,
): Effect.Effect<UsersApi<Selection>, never, Scope.Scope> =>
  Effect.map(
    makeUsersCalls(selection, { ...configuration, logDebug: Effect.logDebug }),
    ({ operations, ...lists }) => {
      const streams = (readers: typeof lists.all) =>
        mapMethods(
          readers,
          (_, open: Method<ListReader<unknown, unknown>>) =>
            (...args) =>
              streamOfList(() => open(...args)),
        );
      const api: unknown = {
        ...operations,
        all: streams(lists.all),
        pages: streams(lists.pages),
      };
      return api as UsersApi<Selection>;
    },
  );
