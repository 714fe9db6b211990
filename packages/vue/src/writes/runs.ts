/** The writes of one composable that are under way, each with its signal. */
export interface Runs<Variables> {
  /** Holds a signal ready for as long as `run` takes. */
  readonly during: <A>(variables: Variables, run: () => Promise<A>) => Promise<A>;
  /** The signal of the run that was begun with these variables and has not been sent yet. */
  readonly signalOf: (variables: Variables) => AbortSignal | undefined;
  readonly abort: () => void;
}

interface Run<Variables> {
  readonly variables: Variables;
  readonly controller: AbortController;
  sent: boolean;
}

/**
 * Vue Query gives a mutation no signal, and sends some time after `mutate`: what is aborted in
 * between must not be sent either. So a signal is made where a run begins.
 */
export const makeRuns = <Variables>(): Runs<Variables> => {
  const runs = new Set<Run<Variables>>();
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
