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
  const waiting = new Set<(answer: Response) => void>();
  let becomeIdle = () => {};
  return {
    track: (answer) =>
      new Promise((resolve, reject) => {
        waiting.add(resolve);
        const end = () => {
          waiting.delete(resolve);
          if (waiting.size === 0) becomeIdle();
        };
        answer.finally(end).then(resolve, reject);
      }),
    settle: async (grace) => {
      if (waiting.size === 0) return;
      const limit = setTimeout(() => {
        for (const settle of waiting) settle(giveUp());
        becomeIdle();
      }, grace);
      // More requests may arrive meanwhile on open connections.
      await new Promise<void>((resolve) => {
        becomeIdle = resolve;
      });
      clearTimeout(limit);
    },
  };
};
