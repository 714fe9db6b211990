import { type Codec, shapeOf } from "../shapes/codec.ts";
import type { Shape } from "../shapes/shape.ts";

/** `["additional_properties", "my_name", "file_type"]` → `["additionalProperties", "my_name", "fileType"]`. */
export const fromWirePath = (codec: Codec, path: ReadonlyArray<string>): ReadonlyArray<string> => {
  let current: Shape | undefined = shapeOf(codec);
  return path.map((segment) => {
    const step = current?.step(segment);
    current = step?.shape;
    return step?.name ?? segment;
  });
};
