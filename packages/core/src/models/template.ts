import * as Schema from "effect/Schema";
import { EpochSeconds } from "./epochSeconds.ts";
import { Id } from "./identifiers.ts";
import { PropertyDefinitionSchema } from "./propertyDefinition.ts";
import { readOnly } from "./readOnly.ts";
import { unknownFields } from "./unknownFields.ts";

/**
 * A user template: a named set of property definitions that validates the `additionalProperties` of its
 * users (`TemplateResource`).
 */
export interface UserTemplate extends Schema.Schema.Type<typeof UserTemplateSchema> {}
export const UserTemplateSchema = Schema.Struct({
  /** At most 255 characters. */
  id: Schema.String,
  /** Unique among the templates. */
  name: Schema.String,
  /** `true` allows properties that the template does not define. */
  allowAdditional: Schema.optional(Schema.Boolean),
  /** Definitions of the properties, by which the API validates `additionalProperties`. */
  properties: Schema.optional(Schema.Array(PropertyDefinitionSchema)),
  /** Whole seconds on the wire. Set by the server. */
  createdDate: Schema.optional(EpochSeconds),
  /** Whole seconds on the wire. Set by the server. */
  updatedDate: Schema.optional(EpochSeconds),
  /** Fields of a newer API, by wire name. They are written back unchanged. Absent if there are none. */
  unknownFields,
});

// `as const` keeps the documentation of the fields in declarations.
const writable = {
  /** `true` allows properties that the template does not define. */
  allowAdditional: Schema.optional(Schema.Boolean),
  /** Definitions of the properties, by which the API validates `additionalProperties`. */
  properties: Schema.optional(Schema.Array(PropertyDefinitionSchema)),
  /** Fields of a newer API, by wire name. They are written back unchanged. Absent if there are none. */
  unknownFields,
} as const;

const setByServer = {
  /** Set by the server. Accepted, but not sent. */
  createdDate: readOnly(EpochSeconds),
  /** Set by the server. Accepted, but not sent. */
  updatedDate: readOnly(EpochSeconds),
} as const;

const Name = Schema.String.check(Schema.isMinLength(1, { expected: "a name" }));

/** Input of `createUserTemplate`. The `id` is optional. */
export interface UserTemplateInput extends Schema.Schema.Type<typeof UserTemplateInputSchema> {}
export const UserTemplateInputSchema = Schema.Struct({
  /** 1 to 255 characters. The API makes one if it is omitted. */
  id: Schema.optional(Id),
  /** At least one character; unique among the templates. */
  name: Name,
  ...writable,
  ...setByServer,
});

/**
 * Input of `updateUserTemplate`. Omitted fields keep their values. A template returned by the API can be
 * modified and sent back: fields that only the server sets are not sent.
 */
export interface UserTemplateUpdate extends Schema.Schema.Type<typeof UserTemplateUpdateSchema> {}
export const UserTemplateUpdateSchema = Schema.Struct({
  /** Set at creation. Accepted, but not sent. */
  id: readOnly(Schema.String),
  /** At least one character; unique among the templates. */
  name: Schema.optional(Name),
  ...writable,
  ...setByServer,
});
