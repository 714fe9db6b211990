import * as Logger from "effect/Logger";
import { loggerOf } from "./loggerOf.ts";

const isRecord = (part: unknown): part is Record<string, unknown> => {
  if (typeof part !== "object" || part === null) return false;
  const prototype: unknown = Object.getPrototypeOf(part);
  return prototype === Object.prototype || prototype === null;
};

/** What was logged, as text and parameters: whatever is no text is a parameter. */
const told = (parts: ReadonlyArray<unknown>) => {
  const words: Array<string> = [];
  const parameters: Record<string, unknown> = {};
  const values: Array<unknown> = [];
  for (const part of parts) {
    if (part instanceof Error) {
      const { name, message, stack } = part;
      parameters["error"] = { name, message, stack };
    } else if (isRecord(part)) Object.assign(parameters, part);
    else if (typeof part === "object" && part !== null) values.push(part);
    else words.push(String(part));
  }
  if (values.length > 0) parameters["values"] = values;
  return { words, parameters };
};

/**
 * An Effect logger that writes to Nest's: text as the message; objects, errors, annotations, spans (in
 * milliseconds) and the cause as its parameters.
 */
export const effectLogger = (name?: string): Logger.Logger<unknown, void> => {
  const logger = loggerOf(name);
  return Logger.make((options) => {
    const { cause, annotations, spans } = Logger.formatStructured.log(options);
    const { message } = options;
    const { words, parameters } = told(Array.isArray(message) ? message : [message]);
    const text = words.join(" ");
    const all: object = {
      ...annotations,
      ...(Object.keys(spans).length > 0 && { spans }),
      ...parameters,
      ...(cause !== undefined && { cause }),
    };
    switch (options.logLevel) {
      case "Fatal":
      case "Error":
        logger.error(text, all);
        return;
      case "Warn":
        logger.warn(text, all);
        return;
      case "Debug":
        logger.debug(text, all);
        return;
      case "Trace":
        logger.verbose(text, all);
        return;
      default:
        logger.log(text, all);
    }
  });
};
