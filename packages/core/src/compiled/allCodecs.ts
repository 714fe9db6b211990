import type { Models } from "../models/models.ts";
import type { Codec } from "../shapes/codec.ts";
import * as compiled from "./codecs.ts";

/** The codecs of all models, for `decodeWire` and `encodeWire`. */
export const codecs: { readonly [Name in keyof Models]: Codec<Models[Name]> } = compiled;
