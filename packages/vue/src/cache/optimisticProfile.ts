import { type Page, stringifyJson, type UserRef, type UserUpdate } from "@knetik-users/core";
import { getUsers, rowFieldsOf } from "@knetik-users/core/endpoints";
import type { InfiniteData } from "@tanstack/vue-query";
import { toRaw } from "vue";
import { type CoreQueryClient, usersKey } from "./usersKey.ts";
import { type RouteParam, userIdIn } from "./givenIds.ts";
import { keysOfUser } from "./cachedUsers.ts";
import { undoInReverse, type OptimisticUpdate } from "./optimisticUpdate.ts";

/** The fields of a user or of a list row. */
type Fields = { readonly id: number; readonly [name: string]: unknown };
type Changes = { readonly [name: string]: unknown };
/** The cached data of a list: one page, several pages, or a single row. */
type List = Page<Fields> | InfiniteData<Page<Fields>, number> | Fields;

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

/** Compares values of fields, which are text, numbers, dates, and lists and properties of these. */
const isSame = (one: unknown, other: unknown): boolean =>
  one === other || stringifyJson(one) === stringifyJson(other);

/** Restores the fields that still have the value that this change gave them. */
const restore = (current: Fields, before: Fields, shown: Fields, changes: Changes): Fields => {
  const ours = Object.keys(changes).filter((name) => isSame(current[name], shown[name]));
  return { ...without(current, new Set(ours)), ...only(before, ours), id: current.id };
};

const isRow = (list: List): list is Fields => "id" in list;
const isPage = (list: Exclude<List, Fields>): list is Page<Fields> => "content" in list;

const rowsOf = (list: List): ReadonlyArray<Fields> => {
  if (isRow(list)) return [list];
  return isPage(list) ? list.content : list.pages.flatMap(({ content }) => content);
};

const mapRows = (list: List, id: number, change: (row: Fields) => Fields): List => {
  const mapRow = (row: Fields) => (row.id === id ? change(row) : row);
  const mapPage = (page: Page<Fields>) => ({ ...page, content: page.content.map(mapRow) });
  if (isRow(list)) return mapRow(list);
  return isPage(list) ? mapPage(list) : { ...list, pages: list.pages.map(mapPage) };
};

const showInUsers = (cache: CoreQueryClient, id: UserRef | undefined, changes: Changes) =>
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
  cache.getQueriesData<List | null>({ queryKey: usersKey("getUsers") }).flatMap(([key, list]) => {
    const before = list ? rowsOf(list).find((row) => row.id === id) : undefined;
    if (before === undefined) return [];
    const shown = apply(before, changes);
    const put = (change: (row: Fields) => Fields) =>
      cache.setQueryData<List | null>(key, (current) => current && mapRows(current, id, change));
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
