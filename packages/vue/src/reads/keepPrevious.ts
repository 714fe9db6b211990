/**
 * Keeps the previous answer of a list on show. A new function for each generation of the cache: Vue
 * Query goes on showing what a function once returned until it is given another one.
 */
export const keepPrevious = (_generation: number) => ({
  placeholderData: <Data>(previous: Data | undefined): Data | undefined => previous,
});
