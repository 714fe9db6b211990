// What compiled codecs are made of.
export { codec } from "./codec.ts";
export { converted } from "./converted.ts";
export { optional, optionalOrNull, readOnly, required, requiredOrNull } from "./field.ts";
export { list } from "./list.ts";
export { mapOf } from "./map.ts";
export { recursive } from "./recursive.ts";
export {
  anything,
  boolean,
  instance,
  literal,
  number,
  oneOf,
  secretText,
  text,
} from "./scalars.ts";
export { openStruct, struct } from "./struct.ts";
export { either, openUnion, unionBy } from "./unions.ts";
