import { UsersJson, type UsersDto } from "@knetik-users/nestjs/dto";
import { applyDecorators } from "@nestjs/common";
import { ApiResponse } from "@nestjs/swagger";

/**
 * Serializes a handler's result with the DTO and documents it in Swagger. `status` is only documented: set it
 * with `HttpCode` if it is not Nest's default for the method.
 */
export const RespondsWith = <Type, Json>(
  dto: UsersDto<Type, Json>,
  status = 200,
): MethodDecorator => applyDecorators(UsersJson(dto), ApiResponse({ status, schema: dto.openapi }));
