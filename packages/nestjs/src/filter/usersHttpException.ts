import type { UsersError } from "@knetik-users/core";
import { HttpException } from "@nestjs/common";
import { overriddenAnswerOf } from "./overriddenAnswerOf.ts";

/**
 * The error of a call as the exception that Nest knows, with the status and the body that the filter
 * would answer; for a filter of your own that catches everything. Headers are not in it.
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
  const { body, status } = overriddenAnswerOf(error, false);
  return new HttpException(body, status, { cause: error });
};
