import { createHash } from "node:crypto";

/**
 * A whole number below `limit`, drawn by what it is drawn for: always the same for the same text,
 * on every machine, whatever else is drawn before it.
 */
export const seededInt = (purpose: string, limit: number): number =>
  createHash("sha256").update(purpose).digest().readUIntBE(0, 6) % limit;
