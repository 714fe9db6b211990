/**
 * Applies a change to the cache before the API has responded, and returns a function that undoes it.
 * Undoing must keep changes that others have made since.
 */
export type OptimisticUpdate<Variables> = (
  cache: CoreQueryClient,
  variables: Variables,
) => () => void;

/** Undoes several changes, the latest first. */
export const undoInReverse = (undo: ReadonlyArray<() => void>) => (): void => {
  for (const one of [...undo].reverse()) one();
};
import type { CoreQueryClient } from "./usersKey.ts";
