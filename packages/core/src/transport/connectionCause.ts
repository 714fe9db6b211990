import type { ConnectionReason } from "../errors/errors.ts";

/** Why there was no answer, and whether the request may have reached the API. */
export interface ConnectionCause {
  readonly reason: ConnectionReason;
  readonly reached: "no" | "unknown";
  /** The platform's code, such as `ECONNREFUSED`, or the name of its error. */
  readonly code: string | undefined;
}

const reasons: { readonly [code: string]: ConnectionReason } = {
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
  /** What the system was asked for, such as `connect` or `read`. */
  readonly syscall: unknown;
}

/** The codes along the chain of causes, the outermost first. */
const codesOf = (error: unknown, depth = 0): ReadonlyArray<Clue> => {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const syscall = "syscall" in error ? error.syscall : undefined;
  const code =
    "code" in error && typeof error.code === "string" ? [{ code: error.code, syscall }] : [];
  const cause = "cause" in error ? codesOf(error.cause, depth + 1) : [];
  // Node tries every address of a host and reports them together.
  const parts =
    "errors" in error && Array.isArray(error.errors)
      ? error.errors.flatMap((part) => codesOf(part, depth + 1))
      : [];
  return [...code, ...cause, ...parts].filter((clue) => /^[A-Z][A-Z0-9_]{1,40}$/.test(clue.code));
};

/**
 * Reads what the platform says of a failed fetch. Only its code is taken: its messages and its
 * request may hold secrets.
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
    // A route may also be lost while the answer is read.
    (reason === "unreachable" && (syscall === "connect" || code === "UND_ERR_CONNECT_TIMEOUT"));
  return { reason, reached: before ? "no" : "unknown", code };
};

/** The class of an error, for the mistake in a `fetch` of one's own. */
const nameOf = (error: unknown): string | undefined =>
  error instanceof Error && /^[A-Z][A-Za-z]{1,40}$/.test(error.name) ? error.name : undefined;
