import { shapeOf } from "../shapes/codec.ts";
import { fieldsOf } from "../shapes/struct.ts";
import type { Endpoint } from "./endpoint.ts";

/** The fields of a row of a list, by their names; empty if the endpoint does not return a page. */
export const rowFieldsOf = ({ success }: Pick<Endpoint, "success">): ReadonlyArray<string> => {
  const page = success === undefined ? undefined : shapeOf(success);
  const row = page?.step("content")?.shape.step("0")?.shape;
  return row === undefined ? [] : fieldsOf(row).map(({ name }) => name);
};
