import { UsersJson, type UsersDto } from "@knetik-users/nestjs/dto";
import { applyDecorators } from "@nestjs/common";
import { ApiResponse } from "@nestjs/swagger";

/** Response DTO of a handler: serializes the result and documents it in Swagger. */
export const Answers = <Type, Json>(dto: UsersDto<Type, Json>, status = 200): MethodDecorator =>
  applyDecorators(UsersJson(dto), ApiResponse({ status, schema: dto.openapi }));
