import type { OperationName } from "@knetik-users/core";
import { applyDecorators, HttpCode } from "@nestjs/common";
import { ApiResponse } from "@nestjs/swagger";
import type { UsersDto } from "../dto/define-dto.ts";
import { UsersJson } from "../dto/users-json.decorator.ts";
import { ApiUsersErrors } from "./api-users-errors.decorator.ts";
import { documentOf } from "./document-of.ts";

/** Options of {@link Answers}. */
export interface AnswersOptions {
  /** Status of a success. Default 200; 204 without a DTO. */
  readonly status?: number | undefined;
  /** Text of the response in the document. */
  readonly description?: string | undefined;
  /** Operations that the handler calls, whose errors are documented. */
  readonly errorsOf?: OperationName | ReadonlyArray<OperationName> | undefined;
}

/**
 * Sets the status of a handler, writes its result as the DTO's JSON (`undefined` for no body), and
 * documents both and the errors in Swagger.
 *
 * @example
 * ```ts
 * import { InjectUsers, type UsersService } from "@knetik-users/nestjs";
 * import { UserDto } from "@knetik-users/nestjs/dto";
 * import { Answers } from "@knetik-users/nestjs/swagger";
 * import { Controller, Get, Param, ParseIntPipe } from "@nestjs/common";
 *
 * @Controller("users")
 * export class UsersController {
 *   readonly #users: UsersService;
 *   constructor(@InjectUsers() users: UsersService) {
 *     this.#users = users;
 *   }
 *   @Get(":id")
 *   @Answers(UserDto, { errorsOf: "getUser" })
 *   read(@Param("id", ParseIntPipe) id: number) {
 *     return this.#users.getUser(id);
 *   }
 * }
 * ```
 */
export const Answers = <Type, Json>(
  dto: UsersDto<Type, Json> | undefined,
  options: AnswersOptions = {},
): MethodDecorator => {
  const {
    status = dto === undefined ? 204 : 200,
    description = "Success.",
    errorsOf = [],
  } = options;
  const operations = typeof errorsOf === "string" ? [errorsOf] : errorsOf;
  return applyDecorators(
    HttpCode(status),
    ApiResponse({ status, description, ...(dto !== undefined && documentOf(dto)) }),
    ...(dto === undefined ? [] : [UsersJson(dto)]),
    ...(operations.length > 0 ? [ApiUsersErrors(...operations)] : []),
  );
};
