import { type Codec, shapeOf } from "../shapes/codec.ts";

/** Collects what `codec` marks as secret, from a value or its JSON: passwords, reset secrets, tokens. */
export const secretsIn = (
  codec: Codec,
  value: unknown,
  form: "value" | "json",
): ReadonlyArray<string> => {
  const found: Array<string> = [];
  shapeOf(codec).collectSecrets(value, form, found);
  return found;
};
