import { Query } from "@nestjs/common";
import { ApiQuery } from "@nestjs/swagger";
import { UsersSchemaPipe } from "../dto/users-schema.pipe.ts";
import type { UsersQueryDto } from "../dto/users-query.dto.ts";
import { decorateMethod } from "./decorate-method.ts";

/** The query parameters, parsed by the DTO and documented in Swagger: `@QueryOf(UserSearchQueryDto)`. */
export const QueryOf =
  <Search>(dto: UsersQueryDto<Search>): ParameterDecorator =>
  (target, key, index) => {
    Query(new UsersSchemaPipe(dto))(target, key, index);
    for (const parameter of dto.parameters) decorateMethod(target, key, ApiQuery(parameter));
  };
