/** Requests in flight. */
export interface InFlightRequests {
  /** Tracks a request until it has a response or is abandoned. */
  readonly track: (answer: Promise<Response>) => Promise<Response>;
  /**
   * Resolves when no request is in flight. Abandons those that take longer than `grace`
   * milliseconds.
   */
  readonly settle: (grace: number) => Promise<void>;
}

/** `giveUp` makes the response of an abandoned request, whose body may never end. */
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
      // More requests may arrive meanwhile on open connections.
      while (waiting.size > 0) await Promise.allSettled(waiting.keys());
      clearTimeout(limit);
    },
  };
};
