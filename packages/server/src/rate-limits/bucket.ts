import { hashSecret } from "../database/hashSecret.ts";
import type { LimitName, Rate } from "./rateLimitOptions.ts";

/** Key of a token bucket. Hashed, because people sometimes type their password as their name. */
export const bucketKey = (limit: LimitName, subject: string): string =>
  `${limit}:${hashSecret(subject)}`;

/** Milliseconds in which a bucket gets one token, and in which an empty one becomes full. */
export const capacityOf = ({ limit, seconds }: Rate) => {
  const interval = Math.ceil((seconds * 1_000) / limit);
  return { interval, capacity: interval * limit };
};
