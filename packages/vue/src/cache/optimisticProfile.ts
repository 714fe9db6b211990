import type { Page, UserRef, UserUpdate } from "@knetik-users/core";
import { getUsers, rowFieldsOf } from "@knetik-users/core/endpoints";
import type { InfiniteData } from "@tanstack/vue-query";
import * as Equal from "effect/Equal";
import { toRaw } from "vue";
import { type CoreQueryClient, usersKey } from "./usersKey.ts";
import { type RouteParam, userIdIn } from "./givenIds.ts";
import { keysOfUser } from "./cachedUsers.ts";
import { undoInReverse, type OptimisticUpdate } from "./optimisticUpdate.ts";

/** The fields of a user or of a list row. */
type Fields = { readonly id: number; readonly [name: string]: unknown };
type Changes = { readonly [name: string]: unknown };
type List = Page<Fields> | InfiniteData<Page<Fields>, number>;

const rowFields = [...rowFieldsOf(getUsers), "unknownFields"];

const only = (changes: Changes, names: ReadonlyArray<string>): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([name]) => names.includes(name)));

const without = (fields: object, names: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name)));

/** `null` clears a field, `undefined` leaves it as it is. */
const apply = (model: Fields, changes: Changes): Fields => {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const cleared = new Set(given.flatMap(([name, value]) => (value === null ? [name] : [])));
  return { ...without({ ...model, ...Object.fromEntries(given) }, cleared), id: model.id };
};

/** Restores the fields that still have the value that this change gave them. */
const restore = (current: Fields, before: Fields, shown: Fields, changes: Changes): Fields => {
  const ours = Object.keys(changes).filter((name) => Equal.equals(current[name], shown[name]));
  return { ...without(current, new Set(ours)), ...only(before, ours), id: current.id };
};

const pagesOf = (list: List) => ("pages" in list ? list.pages : [list]);

const mapRows = (list: List, id: number, change: (row: Fields) => Fields): List => {
  const mapPage = (page: Page<Fields>) => ({
    ...page,
    content: page.content.map((row) => (row.id === id ? change(row) : row)),
  });
  return "pages" in list ? { ...list, pages: list.pages.map(mapPage) } : mapPage(list);
};

const showInUsers = (cache: CoreQueryClient, id: UserRef, changes: Changes) =>
  keysOfUser(cache, id).flatMap((key) => {
    const queryKey: ReadonlyArray<unknown> = key;
    const before = cache.getQueryData<Fields>(queryKey);
    if (before === undefined) return [];
    const shown = apply(before, changes);
    const put = (change: (user: Fields) => Fields) =>
      cache.setQueryData<Fields>(queryKey, (user) => user && change(user));
    put(() => shown);
    return [() => void put((user) => restore(user, before, shown, changes))];
  });

const showInLists = (cache: CoreQueryClient, id: number, changes: Changes) =>
  cache.getQueriesData<List>({ queryKey: usersKey("getUsers") }).flatMap(([key, list]) => {
    const before =
      list &&
      pagesOf(list)
        .flatMap(({ content }) => content)
        .find((row) => row.id === id);
    if (before === undefined) return [];
    const shown = apply(before, changes);
    const put = (change: (row: Fields) => Fields) =>
      cache.setQueryData<List>(key, (current) => current && mapRows(current, id, change));
    put(() => shown);
    return [() => void put((row) => restore(row, before, shown, changes))];
  });

/** Applies the changes of a user to the cache, including lists. */
export const showUserChanges: OptimisticUpdate<{
  readonly id: UserRef | RouteParam;
  readonly changes: UserUpdate;
}> = (cache, { id: given, changes }) => {
  const id = userIdIn(given);
  const fields: Changes = { ...toRaw(changes) };
  const me = cache.getQueryData(usersKey("getUser", "me"));
  const number = id === "me" ? me?.id : id;
  return undoInReverse([
    ...showInUsers(cache, id, fields),
    ...(number === undefined ? [] : showInLists(cache, number, only(fields, rowFields))),
  ]);
};
