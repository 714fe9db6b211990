import type { Cache } from "../keys/cache.ts";

/**
 * Shows a change before the API has answered: changes what is cached, and returns what takes the
 * change back. Taking back must leave alone what others have changed since.
 */
export type Optimistic<Variables> = (cache: Cache, variables: Variables) => () => void;

/** Takes back several changes, the latest first. */
export const inReverse = (undo: ReadonlyArray<() => void>) => (): void => {
  for (const one of [...undo].reverse()) one();
};
