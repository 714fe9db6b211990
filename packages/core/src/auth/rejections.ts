import { backoff, maxWait } from "./cooldown.ts";

/**
 * Limits renewals if the API rejects every token although the token endpoint keeps granting them.
 */
export interface Rejections {
  /** Records that a token was renewed because the API had rejected it. */
  readonly renewed: (now: number) => void;
  /** `true` if the last renewal was so recent that another one would not help. */
  readonly tooSoon: (now: number) => boolean;
}

export const makeRejections = (): Rejections => {
  let inARow = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    renewed: (now) => {
      inARow = now - last > 2 * maxWait ? 1 : inARow + 1;
      last = now;
    },
    tooSoon: (now) => inARow > 0 && now < last + backoff(inARow),
  };
};
