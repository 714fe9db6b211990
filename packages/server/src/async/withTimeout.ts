/** Resolves with the result of `promise`, or with `undefined` after `timeoutMs` milliseconds. */
export const withTimeout = async <A>(
  promise: Promise<A>,
  timeoutMs: number,
): Promise<A | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, undefined);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
};
