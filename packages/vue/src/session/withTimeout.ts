/**
 * Resolves with the result of `run`, or with `undefined` if that fails or takes longer than
 * `timeoutMs` milliseconds.
 */
export const withTimeout = <A>(
  timeoutMs: number,
  run: () => A | Promise<A>,
): Promise<A | undefined> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs, undefined);
    const done = (value: A | undefined) => {
      clearTimeout(timer);
      resolve(value);
    };
    void (async () => run())().then(done, () => done(undefined));
  });
