import type { UsersError } from "@knetik-users/core";
import { HttpException } from "@nestjs/common";
import { errorResponseOf } from "./error-response-of.ts";

/**
 * Converts an error to Nest's `HttpException` with the status and body that the filter would send, for
 * use in your own catch-all filter. It has no headers.
 *
 * @example
 * ```ts
 * import { isUsersError } from "@knetik-users/core";
 * import { usersHttpException } from "@knetik-users/nestjs";
 * import { Catch, type ArgumentsHost } from "@nestjs/common";
 * import { BaseExceptionFilter } from "@nestjs/core";
 *
 * @Catch()
 * export class EverythingFilter extends BaseExceptionFilter {
 *   override catch(error: unknown, host: ArgumentsHost) {
 *     super.catch(isUsersError(error) ? usersHttpException(error) : error, host);
 *   }
 * }
 * ```
 */
export const usersHttpException = (error: UsersError): HttpException => {
  const { body, status } = errorResponseOf(error, false);
  return new HttpException(body, status, { cause: error });
};
