import { Param, ParseIntPipe } from "@nestjs/common";
import { ApiParam } from "@nestjs/swagger";
import { decorateMethod } from "./decorate-method.ts";

/** User id in the path. */
export const UserIdParam = (): ParameterDecorator => (target, key, index) => {
  Param("id", ParseIntPipe)(target, key, index);
  decorateMethod(target, key, ApiParam({ name: "id", schema: { type: "integer", minimum: 1 } }));
};
