import { UsersSchemaPipe, type UsersDto } from "@knetik-users/nestjs/dto";
import { Body } from "@nestjs/common";
import { ApiBody } from "@nestjs/swagger";
import { decorateMethod } from "./decorate-method.ts";

/** Request body, validated by the DTO and documented in Swagger. */
export const BodyOf =
  <Type, Json>(dto: UsersDto<Type, Json>): ParameterDecorator =>
  (target, key, index) => {
    Body(new UsersSchemaPipe(dto))(target, key, index);
    decorateMethod(target, key, ApiBody({ schema: dto.openapi }));
  };
