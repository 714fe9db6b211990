/** Exit codes of the program. They are documented in the README and do not change. */
export const exitCodes = {
  ok: 0,
  /** A defect of the program, or an error it does not know. */
  failed: 1,
  /** Wrong arguments, options or configuration. Nothing was sent. */
  usage: 2,
  /** Not signed in, or not allowed. */
  denied: 3,
  /** The user or template does not exist. */
  notFound: 4,
  /** Already exists, or still in use. */
  conflict: 5,
  /** The input, or a file, is invalid. */
  invalid: 6,
  /** The API cannot be reached or is overloaded. The same command may succeed later. */
  unavailable: 7,
  /** The command ended, but some rows failed, or a check found differences. */
  incomplete: 8,
  /** Ended by Ctrl-C or SIGTERM. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
