import { hash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits. They cannot be guessed, so a fast hash is enough to store them. */
export const makeSecret = (): string => randomBytes(32).toString("base64url");

/** The stored hash of a token or secret. */
export const hashSecret = (secret: string): string => hash("sha256", secret, "hex");

/** Compares a secret with a hash in constant time. */
export const isSecret = (secret: string, stored: string): boolean =>
  timingSafeEqual(Buffer.from(hashSecret(secret)), Buffer.from(stored));
