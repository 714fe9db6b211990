import { type DestinationStream, pino, stdTimeFunctions } from "pino";
import type { Log } from "./requestLog.ts";

/**
 * A line of JSON for each request, to standard output unless another destination is given. What an
 * entry may hold is said by its type, which has no place for a secret; and a value that says of itself
 * that it is one (Effect's `Redacted`) is written as such.
 *
 * @example
 * ```ts
 * import { createServer, jsonLog } from "@knetik-users/server";
 *
 * await using server = await createServer({ log: jsonLog() });
 * ```
 */
export const jsonLog = (destination?: DestinationStream): Log => {
  const logger = pino(
    {
      base: null,
      messageKey: "message",
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    destination,
  );
  return (entry) => {
    const { method, path, status, milliseconds, requestId, error } = entry;
    const message = `${method} ${path ?? "(unknown)"} ${status}`;
    const fields = { method, path, status, milliseconds: Math.round(milliseconds), requestId };
    if (error === undefined) logger.info(fields, message);
    else logger.error({ ...fields, error }, message);
  };
};
