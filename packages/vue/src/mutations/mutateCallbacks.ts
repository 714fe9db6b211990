/** Callbacks of one call of `mutate`. Each call keeps its own, and they run even if the component is gone. */
export interface MutateCallbacks<Data, Failure, Variables> {
  readonly onSuccess?: (data: Data, variables: Variables) => unknown;
  readonly onError?: (error: Failure, variables: Variables) => unknown;
  /** Runs after `onSuccess` or `onError`. */
  readonly onSettled?: (
    data: Data | undefined,
    error: Failure | null,
    variables: Variables,
  ) => unknown;
}

/** An error of a callback must not change the outcome, so it becomes an unhandled rejection. */
const detached = (callback: () => unknown): void => void (async () => callback())();

/**
 * Runs the callbacks of one `mutate`. Vue Query's own stay silent once the component is unmounted or
 * `mutate` is called again, although the mutation goes on.
 */
export const withCallbacks = async <Data, Failure, Variables>(
  outcome: Promise<Data>,
  variables: Variables,
  { onSuccess, onError, onSettled }: MutateCallbacks<Data, Failure, Variables> = {},
): Promise<Data> => {
  try {
    const data = await outcome;
    detached(() => onSuccess?.(data, variables));
    detached(() => onSettled?.(data, null, variables));
    return data;
  } catch (thrown) {
    const error = thrown as Failure;
    detached(() => onError?.(error, variables));
    detached(() => onSettled?.(undefined, error, variables));
    throw thrown;
  }
};
