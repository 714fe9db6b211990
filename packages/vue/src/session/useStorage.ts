/** Milliseconds that a storage may take. */
const limit = 5_000;

/**
 * Uses a storage that may be full, forbidden or stuck: then there is none, and the session stays in
 * memory. Nobody must be kept from signing in, or out, by it.
 */
export const useStorage = <A>(use: () => A | Promise<A>): Promise<A | undefined> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, limit, undefined);
    const done = (value: A | undefined) => {
      clearTimeout(timer);
      resolve(value);
    };
    void (async () => use())().then(done, () => done(undefined));
  });
