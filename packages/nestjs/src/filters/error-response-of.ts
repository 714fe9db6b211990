import type { UsersError } from "@knetik-users/core";
import { HttpException, Logger } from "@nestjs/common";
import { errorDetails, LogEntry } from "../logging/log-entry.ts";
import { originOf } from "./error-origin.ts";
import type { ErrorResponse } from "./error-response.ts";
import { toErrorResponse } from "./to-error-response.ts";

const logger = new Logger("UsersExceptionFilter");

type Override = (error: UsersError) => HttpException | object | undefined;

/** Calls the application's override. An exception that it throws counts as returned. */
const callOverride = (override: Override, error: UsersError): object | undefined => {
  try {
    return override(error);
  } catch (thrown) {
    if (thrown instanceof HttpException) return thrown;
    throw thrown;
  }
};

const withOverride = (response: ErrorResponse, other: object): ErrorResponse => {
  if (!(other instanceof HttpException)) return { ...response, body: other };
  const status = other.getStatus();
  const body = other.getResponse();
  return {
    status,
    headers: status === response.status ? response.headers : {},
    body: typeof body === "string" ? { statusCode: status, message: body } : body,
  };
};

/** Applies the client's `filter` option to the default response. A broken override changes nothing. */
const applyOverride = (error: UsersError, response: ErrorResponse): ErrorResponse => {
  const overrides = originOf(error)?.filter;
  const override = overrides === false ? undefined : overrides?.[error._tag];
  if (override === undefined) return response;
  try {
    const other = callOverride(override as Override, error);
    if (other === undefined) return response;
    const overridden = withOverride(response, other);
    // Fails here for a body that is not JSON. In the middle of a response it would be too late.
    JSON.stringify(overridden.body);
    return overridden;
  } catch (problem) {
    const text = `The option filter.${error._tag} failed; the default response is sent`;
    logger.error(new LogEntry(text, { error: errorDetails(problem) }));
    return response;
  }
};

/** The HTTP response for an error, with the overrides of its client. */
export const errorResponseOf = (error: UsersError, disconnected: boolean): ErrorResponse =>
  applyOverride(error, toErrorResponse(error, { origin: originOf(error), disconnected }));
