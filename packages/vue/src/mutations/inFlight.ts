/** The mutations of one composable that are in flight, each with an abort signal. */
export interface InFlight<Variables> {
  /** Provides a signal for as long as `run` takes. */
  readonly during: <A>(variables: Variables, run: () => Promise<A>) => Promise<A>;
  /** The signal of the mutation that was started with these variables and not sent yet. */
  readonly signalOf: (variables: Variables) => AbortSignal | undefined;
  readonly abort: () => void;
}

interface PendingMutation<Variables> {
  readonly variables: Variables;
  readonly controller: AbortController;
  sent: boolean;
}

/**
 * Vue Query gives mutations no abort signal and sends them some time after `mutate`. The signal is made
 * when the mutation starts, so that aborting before it is sent works too.
 */
export const makeInFlight = <Variables>(): InFlight<Variables> => {
  const runs = new Set<PendingMutation<Variables>>();
  return {
    during: async (variables, run) => {
      const own = { variables, controller: new AbortController(), sent: false };
      runs.add(own);
      try {
        return await run();
      } finally {
        runs.delete(own);
      }
    },
    signalOf: (variables) => {
      const own = [...runs].find((run) => !run.sent && Object.is(run.variables, variables));
      if (own === undefined) return undefined;
      own.sent = true;
      return own.controller.signal;
    },
    abort: () => {
      for (const { controller } of runs) controller.abort();
    },
  };
};
