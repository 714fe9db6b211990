import { UsersSchemaPipe, type UsersDto } from "@knetik-users/nestjs/dto";
import { Body } from "@nestjs/common";
import { ApiBody } from "@nestjs/swagger";
import { documented } from "./documented.decorator.ts";

/** The body of the request, checked by the DTO, which is what Swagger shows, too. */
export const BodyOf =
  <Type, Json>(dto: UsersDto<Type, Json>): ParameterDecorator =>
  (target, key, index) => {
    Body(new UsersSchemaPipe(dto))(target, key, index);
    documented(target, key, ApiBody({ schema: dto.openapi }));
  };
