import { Body } from "@nestjs/common";
import { ApiBody } from "@nestjs/swagger";
import type { UsersDto } from "../dto/define-dto.ts";
import { UsersSchemaPipe } from "../dto/users-schema.pipe.ts";
import { decorateMethod } from "./decorate-method.ts";
import { documentOf } from "./document-of.ts";

/**
 * The request body, parsed by the DTO and documented in Swagger. It needs neither a global pipe nor
 * `emitDecoratorMetadata`, and takes DTOs that are unions, such as `PasswordResetRequestDto`.
 *
 * @example
 * ```ts
 * import type { UserUpdate } from "@knetik-users/core";
 * import { UserUpdateDto } from "@knetik-users/nestjs/dto";
 * import { BodyOf } from "@knetik-users/nestjs/swagger";
 * import { Controller, Patch } from "@nestjs/common";
 *
 * @Controller("me")
 * export class MeController {
 *   @Patch()
 *   change(@BodyOf(UserUpdateDto) changes: UserUpdate) {
 *     return Object.keys(changes);
 *   }
 * }
 * ```
 */
export const BodyOf =
  <Type, Json>(dto: UsersDto<Type, Json>): ParameterDecorator =>
  (target, key, index) => {
    Body(new UsersSchemaPipe(dto))(target, key, index);
    decorateMethod(target, key, ApiBody(documentOf(dto)));
  };
