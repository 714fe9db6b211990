import { growingWait, longestWait } from "./cooldown.ts";

/**
 * Keeps an API that refuses every token, although the token endpoint goes on granting them, from
 * costing a new token for each call.
 */
export interface Rejections {
  /** A token was renewed because the API had refused it. */
  readonly renewed: (now: number) => void;
  /** Whether the next refusal comes so soon that another token would hardly help. */
  readonly tooSoon: (now: number) => boolean;
}

export const makeRejections = (): Rejections => {
  let inARow = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    renewed: (now) => {
      inARow = now - last > 2 * longestWait ? 1 : inARow + 1;
      last = now;
    },
    tooSoon: (now) => inARow > 0 && now < last + growingWait(inARow),
  };
};
