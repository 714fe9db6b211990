import { isUsersError, plainUsersError, usersErrorFromPlain } from "@knetik-users/core";
import {
  defaultShouldDehydrateQuery,
  dehydrate,
  type DehydratedState,
  hydrate,
} from "@tanstack/vue-query";
import { parse, stringify } from "devalue";
import type { Cache } from "../keys/cache.ts";
import { readOfKey } from "../keys/usersKey.ts";
import { markHydrated } from "./hydratedErrors.ts";

const tag = "UsersError";

/**
 * Writes what the composables have read on a server as text for the page: dates stay dates, and an
 * error of the API stays the error it is. Safe inside a `<script>`, as JSON is not. Queries of your
 * own are left to you.
 */
export const dehydrateUsers = (queryClient: Cache): string =>
  stringify(
    dehydrate(queryClient, {
      shouldDehydrateQuery: (query) =>
        readOfKey(query.queryKey) !== undefined &&
        (defaultShouldDehydrateQuery(query) || isUsersError(query.state.error)),
      // A write that waits does not belong in a page.
      shouldDehydrateMutation: () => false,
    }),
    { [tag]: (value: unknown) => (isUsersError(value) ? plainUsersError(value) : false) },
  );

/** Reads in the browser what {@link dehydrateUsers} wrote on the server. */
export const hydrateUsers = (queryClient: Cache, text: string): void => {
  const state = parse(text, {
    [tag]: (plain: unknown) => {
      const error = usersErrorFromPlain(plain);
      return error === undefined ? new Error("Unknown error") : markHydrated(error);
    },
  }) as DehydratedState;
  hydrate(queryClient, state);
};
