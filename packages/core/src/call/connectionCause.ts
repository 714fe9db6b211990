import type { ConnectionReason } from "../errors/errors.ts";

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
};

const isTls = (code: string) =>
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH)/.test(code);

interface Clue {
  readonly code: string;
  /** The failed system call, such as `connect` or `read`. */
  readonly syscall: unknown;
}

/** Error codes along the chain of causes, outermost first. */
const codesOf = (error: unknown, depth = 0): ReadonlyArray<Clue> => {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const syscall = "syscall" in error ? error.syscall : undefined;
  const code =
    "code" in error && typeof error.code === "string" ? [{ code: error.code, syscall }] : [];
  const cause = "cause" in error ? codesOf(error.cause, depth + 1) : [];
  // Node tries every address of a host and reports all errors together.
  const parts =
    "errors" in error && Array.isArray(error.errors)
      ? error.errors.flatMap((part) => codesOf(part, depth + 1))
      : [];
  return [...code, ...cause, ...parts].filter((clue) => /^[A-Z][A-Z0-9_]{1,40}$/.test(clue.code));
};

/**
 * Classifies the error of a failed fetch. Only its code is used: its message and its request may contain
 * secrets.
 */
export const connectionCause = (error: unknown): ConnectionCause => {
  const clues = codesOf(error);
  const clue = clues.find(({ code }) => code in reasons || isTls(code)) ?? clues[0];
  if (clue === undefined) return { reason: "unknown", reached: "unknown", code: nameOf(error) };
  const { code, syscall } = clue;
  const reason = isTls(code) ? "tls" : (reasons[code] ?? "unknown");
  const before =
    reason === "refused" ||
    reason === "dns" ||
    reason === "tls" ||
    // The route may also be lost while the response is read.
    (reason === "unreachable" && (syscall === "connect" || code === "UND_ERR_CONNECT_TIMEOUT"));
  return { reason, reached: before ? "no" : "unknown", code };
};

/** The class name of an error, which identifies a bug in a custom `fetch`. */
const nameOf = (error: unknown): string | undefined =>
  error instanceof Error && /^[A-Z][A-Za-z]{1,40}$/.test(error.name) ? error.name : undefined;
