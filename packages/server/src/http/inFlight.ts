/** Requests that have no answer yet. */
export interface InFlightRequests {
  /** Keeps a request until it is answered, or given up. */
  readonly track: (answer: Promise<Response>) => Promise<Response>;
  /** Ends when every request is answered; gives up those that are not within `grace` (ms). */
  readonly settle: (grace: number) => Promise<void>;
}

/** `giveUp` answers a request that is given up: its body may be one that never ends. */
export const makeInFlightRequests = (giveUp: () => Response): InFlightRequests => {
  const waiting = new Map<Promise<Response>, (answer: Response) => void>();
  return {
    track: async (answer) => {
      let settle: (answer: Response) => void = () => {};
      const request = new Promise<Response>((resolve, reject) => {
        settle = resolve;
        answer.then(resolve, reject);
      });
      waiting.set(request, settle);
      try {
        return await request;
      } finally {
        waiting.delete(request);
      }
    },
    settle: async (grace) => {
      const limit = setTimeout(() => {
        for (const settle of waiting.values()) settle(giveUp());
      }, grace);
      // More may come while these are waited for, on connections that are still open.
      while (waiting.size > 0) await Promise.allSettled(waiting.keys());
      clearTimeout(limit);
    },
  };
};
