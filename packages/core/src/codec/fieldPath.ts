import type { Codec } from "../shapes/codec.ts";

/** `["additional_properties", "my_name", "file_type"]` → `["additionalProperties", "my_name", "fileType"]`. */
export const fromWirePath = (codec: Codec, path: ReadonlyArray<string>): ReadonlyArray<string> => {
  let current: Codec | undefined = codec;
  return path.map((segment) => {
    const step = current?.step(segment);
    current = step?.codec;
    return step?.name ?? segment;
  });
};
