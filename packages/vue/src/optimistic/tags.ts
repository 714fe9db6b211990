import type { Cache } from "../keys/cache.ts";
import { usersKey } from "../keys/usersKey.ts";
import { changeUser } from "./cachedUsers.ts";
import type { Optimistic } from "./optimistic.ts";

type Tags = ReadonlyArray<string>;

const changeTags = (cache: Cache, userId: number, change: (tags: Tags) => Tags): void => {
  cache.setQueryData(usersKey("getUserTags", userId), (tags) => tags && change(tags));
  changeUser(cache, userId, (user) => ({ ...user, ...(user.tags && { tags: change(user.tags) }) }));
};

const add = (tag: string) => (tags: Tags) => (tags.includes(tag) ? tags : [...tags, tag]);
const remove = (tag: string) => (tags: Tags) => tags.filter((other) => other !== tag);

/** What a tag is about. */
export interface TagVariables {
  readonly userId: number;
  readonly tag: string;
}

/** Whether a tag was shown before: what was there already must not be taken back. */
const wasShown = (cache: Cache, { userId, tag }: TagVariables): boolean =>
  [
    cache.getQueryData(usersKey("getUserTags", userId)),
    cache.getQueryData(usersKey("getUser", userId))?.tags,
  ].some((tags) => tags?.includes(tag) === true);

/** Shows a tag before it is added. */
export const showAddedTag: Optimistic<TagVariables> = (cache, variables) => {
  const { userId, tag } = variables;
  if (wasShown(cache, variables)) return () => {};
  changeTags(cache, userId, add(tag));
  return () => changeTags(cache, userId, remove(tag));
};

/** Hides a tag before it is removed. */
export const hideRemovedTag: Optimistic<TagVariables> = (cache, variables) => {
  const { userId, tag } = variables;
  if (!wasShown(cache, variables)) return () => {};
  changeTags(cache, userId, remove(tag));
  return () => changeTags(cache, userId, add(tag));
};
