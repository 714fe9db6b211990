import { type DestinationStream, pino, stdTimeFunctions } from "pino";
import type { Log } from "./requestLog.ts";

/**
 * Logs a line of JSON per request, to standard output by default. The type of an entry has no place
 * for secrets, and Effect's `Redacted` values are printed redacted.
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
