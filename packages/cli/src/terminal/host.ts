import type { Fetch } from "@knetik-users/core";
import type { Readable, Writable } from "node:stream";

/** A stream of the process that may be a terminal. */
export type TerminalWritable = Writable & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};
export type TerminalReadable = Readable & { readonly isTTY?: boolean | undefined };

/** Keeps secrets by name. */
export interface Keychain {
  readonly get: (name: string) => Promise<string | undefined>;
  /** Stores a secret; `undefined` deletes it. */
  readonly set: (name: string, secret: string | undefined) => Promise<void>;
}

/** The parts of the process that the program uses; tests pass their own. */
export interface Host {
  readonly stdin: TerminalReadable;
  readonly stdout: TerminalWritable;
  readonly stderr: TerminalWritable;
  readonly env: { readonly [name: string]: string | undefined };
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
  /** Replaces the platform's `fetch`, for tests. */
  readonly fetch?: Fetch | undefined;
  /** Without it, secrets are in files. */
  readonly keychain?: Keychain | undefined;
}
