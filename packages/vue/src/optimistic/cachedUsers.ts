import type { User, UserRef } from "@knetik-users/core";
import type { Cache } from "../keys/cache.ts";
import { usersKey } from "../keys/usersKey.ts";

/** The keys under which a user may be cached: its id, and `"me"` where that is the same one. */
export const keysOfUser = (cache: Cache, id: UserRef) => {
  const me = cache.getQueryData(usersKey("getUser", "me"));
  const number = id === "me" ? me?.id : id;
  return [
    ...(number === undefined ? [] : [usersKey("getUser", number)]),
    ...(me !== undefined && me.id === number ? [usersKey("getUser", "me")] : []),
  ];
};

/** Changes every cached copy of one user. Nothing is made of a copy that is not there. */
export const changeUser = (cache: Cache, id: UserRef, change: (user: User) => User): void => {
  for (const key of keysOfUser(cache, id)) {
    cache.setQueryData(key, (user) => user && change(user));
  }
};
