import { type CoreQueryClient, usersKey } from "./usersKey.ts";
import { type RouteParam, userIdIn } from "./givenIds.ts";
import { changeUser } from "./cachedUsers.ts";
import type { OptimisticUpdate } from "./optimisticUpdate.ts";

type Tags = ReadonlyArray<string>;

const changeTags = (
  cache: CoreQueryClient,
  userId: number | RouteParam,
  change: (tags: Tags) => Tags,
): void => {
  cache.setQueryData(usersKey("getUserTags", userId), (tags) => tags && change(tags));
  changeUser(cache, userIdIn(userId), (user) => ({
    ...user,
    ...(user.tags && { tags: change(user.tags) }),
  }));
};

const add = (tag: string) => (tags: Tags) => (tags.includes(tag) ? tags : [...tags, tag]);
const remove = (tag: string) => (tags: Tags) => tags.filter((other) => other !== tag);

/** A tag of a user. */
export interface TagVariables {
  readonly userId: number | RouteParam;
  readonly tag: string;
}

/** Checks whether the tag is already cached; then there is nothing to apply or undo. */
const wasShown = (cache: CoreQueryClient, { userId, tag }: TagVariables): boolean =>
  [
    cache.getQueryData(usersKey("getUserTags", userId)),
    cache.getQueryData(usersKey("getUser", userId))?.tags,
  ].some((tags) => tags?.includes(tag) === true);

/** Adds a tag in the cache. */
export const showAddedTag: OptimisticUpdate<TagVariables> = (cache, variables) => {
  const { userId, tag } = variables;
  if (wasShown(cache, variables)) return () => {};
  changeTags(cache, userId, add(tag));
  return () => changeTags(cache, userId, remove(tag));
};

/** Removes a tag in the cache. */
export const hideRemovedTag: OptimisticUpdate<TagVariables> = (cache, variables) => {
  const { userId, tag } = variables;
  if (!wasShown(cache, variables)) return () => {};
  changeTags(cache, userId, remove(tag));
  return () => changeTags(cache, userId, add(tag));
};
