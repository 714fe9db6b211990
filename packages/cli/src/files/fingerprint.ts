import { createHash } from "node:crypto";

/** Fingerprint of everything that must be the same when work is resumed. */
export const fingerprint = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex");
