import * as Cause from "effect/Cause";
import * as Logger from "effect/Logger";
import { loggerOf } from "./loggerOf.ts";

/** An Effect logger that writes to Nest's: text as the message, objects as its parameters. */
export const effectLogger = (name?: string): Logger.Logger<unknown, void> => {
  const logger = loggerOf(name);
  return Logger.make(({ message, logLevel, cause }) => {
    const parts: ReadonlyArray<unknown> = Array.isArray(message) ? message : [message];
    const text = parts.filter((part) => typeof part !== "object").join(" ");
    const parameters: object = Object.assign(
      {},
      ...parts.filter((part) => typeof part === "object"),
      cause.reasons.length > 0 ? { cause: Cause.pretty(cause) } : {},
    ) as object;
    switch (logLevel) {
      case "Fatal":
      case "Error":
        logger.error(text, parameters);
        return;
      case "Warn":
        logger.warn(text, parameters);
        return;
      case "Debug":
        logger.debug(text, parameters);
        return;
      case "Trace":
        logger.verbose(text, parameters);
        return;
      default:
        logger.log(text, parameters);
    }
  });
};
