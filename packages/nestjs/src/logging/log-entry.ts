import { inspect } from "node:util";

/**
 * A message with its details, as one argument. Loggers treat further arguments in different ways:
 * nestjs-pino drops them, and Nest 11's JSON logger writes them as a line of their own.
 *
 * JSON loggers write the properties. Loggers of text write the message, then the details.
 */
export class LogEntry {
  /** The name that pino expects. */
  readonly msg: string;

  constructor(message: string, details: object) {
    this.msg = message;
    Object.assign(this, details);
  }

  /** What Nest's text logger prints, on one line. */
  [inspect.custom](): string {
    const { msg, ...details } = this;
    return Object.keys(details).length === 0
      ? msg
      : `${msg} ${inspect(details, { breakLength: Infinity, compact: true, depth: 5 })}`;
  }
}

/** An error as details; JSON has no errors. */
export const errorDetails = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const { name, message, stack } = error;
  return { name, message, stack };
};
