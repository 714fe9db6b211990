import { isUsersError, plainUsersError, usersErrorFromPlain } from "@knetik-users/core";
import {
  defaultShouldDehydrateQuery,
  dehydrate,
  type DehydratedState,
  hydrate,
} from "@tanstack/vue-query";
import { parse, stringify } from "devalue";
import { type CoreQueryClient, readOfKey } from "../cache/usersKey.ts";
import { markHydrated } from "./hydratedErrors.ts";

const tag = "UsersError";

/** Serializes a state. Dates and big integers stay as they are, and API errors keep their class. */
export const stringifyState = (state: unknown): string =>
  stringify(state, {
    [tag]: (value: unknown) => (isUsersError(value) ? plainUsersError(value) : false),
  });

/** Parses what {@link stringifyState} wrote. */
export const parseState = (text: string): unknown =>
  parse(text, {
    [tag]: (plain: unknown) => {
      const error = usersErrorFromPlain(plain);
      return error === undefined ? new Error("Unknown error") : markHydrated(error);
    },
  }) as unknown;

/**
 * Serializes what the composables have read on the server. Dates stay dates and API errors keep their
 * class. The text is safe inside a `<script>`, unlike JSON. Your own queries are not included.
 */
export const dehydrateUsers = (queryClient: CoreQueryClient): string =>
  stringifyState(
    dehydrate(queryClient, {
      shouldDehydrateQuery: (query) =>
        readOfKey(query.queryKey) !== undefined &&
        (defaultShouldDehydrateQuery(query) || isUsersError(query.state.error)),
      // A paused mutation does not belong in a page.
      shouldDehydrateMutation: () => false,
    }),
  );

/** Restores in the browser the text that {@link dehydrateUsers} made on the server. */
export const hydrateUsers = (queryClient: CoreQueryClient, text: string): void => {
  hydrate(queryClient, parseState(text) as DehydratedState);
};
