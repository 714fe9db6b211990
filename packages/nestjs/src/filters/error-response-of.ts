import type { UsersError } from "@knetik-users/core";
import { HttpException } from "@nestjs/common";
import { originOf } from "./error-origin.ts";
import type { ErrorResponse } from "./error-response.ts";
import { toErrorResponse } from "./to-error-response.ts";

/** Applies the client's `filter` option to the default response. */
const applyOverride = (error: UsersError, response: ErrorResponse): ErrorResponse => {
  const overrides = originOf(error)?.filter;
  if (overrides === undefined || overrides === false) return response;
  const override = overrides[error._tag] as
    ((error: UsersError) => HttpException | object | undefined) | undefined;
  const other = override?.(error);
  if (other === undefined) return response;
  if (!(other instanceof HttpException)) return { ...response, body: other };
  const status = other.getStatus();
  const body = other.getResponse();
  return {
    status,
    headers: status === response.status ? response.headers : {},
    body: typeof body === "string" ? { statusCode: status, message: body } : body,
  };
};

/** The HTTP response for an error, with the overrides of its client. */
export const errorResponseOf = (error: UsersError, disconnected: boolean): ErrorResponse =>
  applyOverride(error, toErrorResponse(error, { origin: originOf(error), disconnected }));
