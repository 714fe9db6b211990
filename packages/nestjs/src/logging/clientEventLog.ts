import type { ClientEvent } from "@knetik-users/core";
import { loggerOf } from "./loggerOf.ts";

/** What is logged of the client's events. */
export interface LoggingOptions {
  /** Every request that is sent, at `debug`. Default `false`: retries and failures only. */
  readonly attempts?: boolean | undefined;
}

/** Tells Nest's logger of the client's events: a sentence, and the event as parameters. */
export const clientEventLog = (
  name: string | undefined,
  logging: false | LoggingOptions = {},
): ((event: ClientEvent) => void) | undefined => {
  if (logging === false) return undefined;
  const logger = loggerOf(name);
  return (event) => {
    switch (event.type) {
      case "attempt": {
        if (logging.attempts !== true) return;
        const outcome = event.status ?? event.error ?? "";
        logger.debug(`${event.method} ${event.path} ${outcome}`.trim(), { ...event });
        return;
      }
      case "retry": {
        logger.warn(`${event.operation} is sent again after ${event.error}`, { ...event });
        return;
      }
      case "give-up": {
        // A refusal that no retry could change is the caller's to tell of.
        if (event.because === "not-repeatable") return;
        logger.warn(`${event.operation} is not sent again: ${event.because}`, { ...event });
        return;
      }
      case "token": {
        if (event.outcome === "failed") logger.error("No access token could be had", { ...event });
        else logger.debug("A new access token was granted", { ...event });
      }
    }
  };
};
