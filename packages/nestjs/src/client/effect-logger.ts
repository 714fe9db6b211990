import { Logger as NestLogger } from "@nestjs/common";
import * as Logger from "effect/Logger";
import { errorDetails, LogEntry } from "../logging/log-entry.ts";

/** Nest's logger of a client. */
export const usersLogger = (name: string | undefined): NestLogger =>
  new NestLogger(name === undefined ? "UsersService" : `UsersService:${name}`);

const isRecord = (part: unknown): part is Record<string, unknown> => {
  if (typeof part !== "object" || part === null) return false;
  const prototype: unknown = Object.getPrototypeOf(part);
  return prototype === Object.prototype || prototype === null;
};

/** Splits logged values into text and parameters. */
const splitMessage = (parts: ReadonlyArray<unknown>) => {
  const words: Array<string> = [];
  const parameters: Record<string, unknown> = {};
  const values: Array<unknown> = [];
  for (const part of parts) {
    if (part instanceof Error) parameters["error"] = errorDetails(part);
    else if (isRecord(part)) Object.assign(parameters, part);
    else if (typeof part === "object" && part !== null) values.push(part);
    else words.push(String(part));
  }
  if (values.length > 0) parameters["values"] = values;
  return { words, parameters };
};

/**
 * An Effect logger that writes to Nest's logger: text as the message; objects, errors, annotations,
 * spans (in milliseconds) and the cause as its details.
 */
export const effectLogger = (name?: string): Logger.Logger<unknown, void> => {
  const logger = usersLogger(name);
  return Logger.make((options) => {
    const { cause, annotations, spans } = Logger.formatStructured.log(options);
    const { message } = options;
    const { words, parameters } = splitMessage(Array.isArray(message) ? message : [message]);
    const text = words.join(" ");
    const entry = new LogEntry(text, {
      ...annotations,
      ...(Object.keys(spans).length > 0 && { spans }),
      ...parameters,
      ...(cause !== undefined && { cause }),
    });
    switch (options.logLevel) {
      case "Fatal":
      case "Error":
        logger.error(entry);
        return;
      case "Warn":
        logger.warn(entry);
        return;
      case "Debug":
        logger.debug(entry);
        return;
      case "Trace":
        logger.verbose(entry);
        return;
      default:
        logger.log(entry);
    }
  });
};
