import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits: nothing to guess, so that a fast hash is enough to store it. */
export const makeSecret = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token or secret. */
export const hashSecret = (secret: string): string =>
  createHash("sha256").update(secret).digest("hex");

/** Whether a secret is the one that was hashed; the time it takes tells nothing. */
export const isSecret = (secret: string, hash: string): boolean =>
  timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(hash));
