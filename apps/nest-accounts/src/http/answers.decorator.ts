import { UsersJson, type UsersDto } from "@knetik-users/nestjs/dto";
import { applyDecorators } from "@nestjs/common";
import { ApiResponse } from "@nestjs/swagger";

/** The handler answers this: it is sent as the DTO says, and Swagger shows it. */
export const Answers = <Type, Json>(dto: UsersDto<Type, Json>, status = 200): MethodDecorator =>
  applyDecorators(UsersJson(dto), ApiResponse({ status, schema: dto.openapi }));
