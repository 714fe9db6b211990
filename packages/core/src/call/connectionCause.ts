import type { ConnectionReason } from "../errors/errors.ts";
import { denoCode } from "./denoCode.ts";

/** The cause of a failed request, and whether it may have reached the API. */
export interface ConnectionCause {
  readonly reason: Exclude<ConnectionReason, "fetch">;
  readonly reached: "no" | "unknown";
  /** The platform's error code, such as `ECONNREFUSED`, or the name of its error class. */
  readonly code: string | undefined;
}

const reasons: { readonly [code: string]: ConnectionCause["reason"] } = {
  ECONNREFUSED: "refused",
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  EAI_FAIL: "dns",
  EAI_NODATA: "dns",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  UND_ERR_CONNECT_TIMEOUT: "unreachable",
  ECONNRESET: "reset",
  EPIPE: "reset",
  UND_ERR_SOCKET: "reset",
  // Bun 1.2, which has one code for a refused connection, an unknown host and a failed TLS handshake.
  ConnectionRefused: "refused",
  FailedToOpenSocket: "unreachable",
  ConnectionClosed: "reset",
};

/** Codes of failures to connect, whatever the system call. */
const connectCodes = new Set(["UND_ERR_CONNECT_TIMEOUT", "FailedToOpenSocket"]);

const isTls = (code: string) =>
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH)/.test(code);

interface Clue {
  readonly code: string;
  /** The failed system call, such as `connect` or `read`. */
  readonly syscall?: unknown;
}

/** The error, its causes, and the errors it is made of; outermost first. */
const chainOf = (error: unknown, depth = 0): ReadonlyArray<object> => {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const cause = "cause" in error ? chainOf(error.cause, depth + 1) : [];
  // Node tries every address of a host and reports all errors together.
  const parts =
    "errors" in error && Array.isArray(error.errors)
      ? error.errors.flatMap((part) => chainOf(part, depth + 1))
      : [];
  return [error, ...cause, ...parts];
};

const codeOf = (error: object): ReadonlyArray<Clue> => {
  if (!("code" in error) || typeof error.code !== "string") return [];
  const { code } = error;
  if (!/^[A-Z][A-Z0-9_]{1,40}$/.test(code) && !Object.hasOwn(reasons, code)) return [];
  return [{ code, syscall: "syscall" in error ? error.syscall : undefined }];
};

const codeOfMessage = (error: object): ReadonlyArray<Clue> => {
  if (!("message" in error) || typeof error.message !== "string") return [];
  const clue = denoCode(error.message);
  return clue === undefined ? [] : [clue];
};

/**
 * Classifies the error of a failed fetch. Its message and its request may contain secrets, so only its
 * code is returned.
 */
export const connectionCause = (error: unknown): ConnectionCause => {
  const chain = chainOf(error);
  const coded = chain.flatMap(codeOf);
  const clues = coded.length > 0 ? coded : chain.flatMap(codeOfMessage);
  const clue = clues.find(({ code }) => code in reasons || isTls(code)) ?? clues[0];
  if (clue === undefined) return { reason: "unknown", reached: "unknown", code: nameOf(error) };
  const { code, syscall } = clue;
  const reason = isTls(code) ? "tls" : (reasons[code] ?? "unknown");
  const before =
    reason === "refused" ||
    reason === "dns" ||
    reason === "tls" ||
    // The route may also be lost while the response is read.
    (reason === "unreachable" && (syscall === "connect" || connectCodes.has(code)));
  return { reason, reached: before ? "no" : "unknown", code };
};

/** The class name of an error, which identifies a bug in a custom `fetch`. */
const nameOf = (error: unknown): string | undefined =>
  error instanceof Error && /^[A-Z][A-Za-z]{1,40}$/.test(error.name) ? error.name : undefined;
