import type { ClientEvent } from "@knetik-users/core";
import type { LoggingOptions } from "../options/users-module-options.ts";
import { usersLogger } from "./effect-logger.ts";
import { LogEntry } from "../logging/log-entry.ts";

/** Writes client events to Nest's logger: a sentence, with the event as parameters. */
export const clientEventLog = (
  name: string | undefined,
  logging: false | LoggingOptions = {},
): ((event: ClientEvent) => void) | undefined => {
  if (logging === false) return undefined;
  const logger = usersLogger(name);
  return (event) => {
    switch (event.type) {
      case "attempt": {
        if (logging.attempts !== true) return;
        const outcome = event.status ?? event.error ?? "";
        logger.debug(new LogEntry(`${event.method} ${event.path} ${outcome}`.trim(), event));
        return;
      }
      case "retry": {
        logger.warn(new LogEntry(`Retrying ${event.operation} after ${event.error}`, event));
        return;
      }
      case "give-up": {
        // An error that no retry could fix is reported by the caller.
        if (event.reason === "not-retryable") return;
        logger.warn(new LogEntry(`Not retrying ${event.operation}: ${event.reason}`, event));
        return;
      }
      case "unreadable-fields": {
        const fields = event.fields.map(({ field }) => field).join(", ");
        const text = `The response of ${event.operation} has unreadable fields: ${fields}`;
        logger.warn(new LogEntry(text, event));
        return;
      }
      case "token": {
        if (event.outcome === "failed")
          logger.error(new LogEntry("Could not obtain an access token", event));
        else logger.debug(new LogEntry("Obtained a new access token", event));
        return;
      }
      case "token-store": {
        logger.warn(new LogEntry(`Token store: ${event.action} ${event.reason}`, event));
      }
    }
  };
};
