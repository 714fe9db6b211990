/** A signal that follows two others until it is released. */
export interface LinkedSignal {
  readonly signal: AbortSignal | undefined;
  /** Absent if there is nothing to release. */
  readonly release: (() => void) | undefined;
}

/**
 * Combines two signals. `AbortSignal.any` would leak: before Node 26 its result lives as long as the
 * longest-lived input.
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
