/**
 * Keeps the previous page of a list visible while the next one loads. Each generation of the cache
 * needs a new function: Vue Query caches what a placeholder function returned.
 */
export const keepPrevious = (_generation: number) => ({
  placeholderData: <Data>(previous: Data | undefined): Data | undefined => previous,
});
