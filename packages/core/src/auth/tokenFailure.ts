import { TokenFailure } from "../errors/errors.ts";

/** The error of a call that got no token, for a reason other than a response of the token endpoint. */
export const tokenFailure = (
  reason: TokenFailure["reason"],
  message: string,
  details: Partial<Pick<TokenFailure, "operation" | "retryable" | "attempts">> = {},
): TokenFailure =>
  new TokenFailure({
    operation: "getOAuthToken",
    message,
    issues: [],
    retryable: reason === "unavailable",
    attempts: 0,
    reason,
    ...details,
  });

/** Describes an error without its message, which may contain a token. */
export const nameOf = (error: unknown): string =>
  error instanceof Error ? error.name : typeof error;
