import { Param, ParseIntPipe } from "@nestjs/common";
import { ApiParam } from "@nestjs/swagger";

/** User id in the path. */
export const UserIdParam = (): ParameterDecorator => (target, key, index) => {
  Param("id", ParseIntPipe)(target, key, index);
  // Swagger documents parameters on the method.
  const method = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key);
  if (key === undefined || method === undefined) return;
  ApiParam({ name: "id", schema: { type: "integer", minimum: 1, example: 2 } })(
    target,
    key,
    method,
  );
};
