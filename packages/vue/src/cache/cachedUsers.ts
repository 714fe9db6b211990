import type { User, UserRef } from "@knetik-users/core";
import { type CoreQueryClient, usersKey } from "./usersKey.ts";

/** The keys under which a user may be cached: its id, and `"me"` if that is the same user. */
export const keysOfUser = (cache: CoreQueryClient, id: UserRef | undefined) => {
  const me = cache.getQueryData(usersKey("getUser", "me"));
  const number = id === "me" ? me?.id : id;
  return [
    ...(number === undefined ? [] : [usersKey("getUser", number)]),
    ...(me !== undefined && me.id === number ? [usersKey("getUser", "me")] : []),
  ];
};

/** Updates every cached copy of a user. */
export const changeUser = (
  cache: CoreQueryClient,
  id: UserRef | undefined,
  change: (user: User) => User,
): void => {
  for (const key of keysOfUser(cache, id)) {
    cache.setQueryData(key, (user) => user && change(user));
  }
};
