/** A signal that follows others, until it is released. */
export interface LinkedSignal {
  readonly signal: AbortSignal | undefined;
  /** Absent where there is nothing to release. */
  readonly release: (() => void) | undefined;
}

/**
 * Follows both signals. By hand, because `AbortSignal.any` keeps what it made for as long as the
 * longest living of its signals lives (Node before 26).
 */
export const linkSignals = (
  first: AbortSignal | undefined,
  second: AbortSignal | undefined,
): LinkedSignal => {
  if (first === undefined || second === undefined) {
    return { signal: first ?? second, release: undefined };
  }
  if (first.aborted || second.aborted) {
    return { signal: first.aborted ? first : second, release: undefined };
  }
  const linked = new AbortController();
  const release = () => {
    first.removeEventListener("abort", abort);
    second.removeEventListener("abort", abort);
  };
  const abort = () => {
    release();
    linked.abort();
  };
  first.addEventListener("abort", abort);
  second.addEventListener("abort", abort);
  return { signal: linked.signal, release };
};
