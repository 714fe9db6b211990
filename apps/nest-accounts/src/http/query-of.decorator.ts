import { UsersSchemaPipe, type UsersQueryDto } from "@knetik-users/nestjs/dto";
import { Query } from "@nestjs/common";
import { ApiQuery } from "@nestjs/swagger";
import { decorateMethod } from "./decorate-method.ts";

/** Query parameters, validated by the DTO and documented in Swagger. */
export const QueryOf =
  <A>(dto: UsersQueryDto<A>): ParameterDecorator =>
  (target, key, index) => {
    Query(new UsersSchemaPipe(dto))(target, key, index);
    for (const parameter of dto.parameters) decorateMethod(target, key, ApiQuery(parameter));
  };
