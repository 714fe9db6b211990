import { createHash } from "node:crypto";

/**
 * A pseudo-random integer below `limit`, derived from a text: the same on every machine and
 * independent of other calls.
 */
export const seededInt = (purpose: string, limit: number): number =>
  createHash("sha256").update(purpose).digest().readUIntBE(0, 6) % limit;
