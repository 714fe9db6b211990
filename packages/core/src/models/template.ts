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
  id: Schema.String,
  name: Schema.String,
  /** `true` allows properties that the template does not define. */
  allowAdditional: Schema.optional(Schema.Boolean),
  properties: Schema.optional(Schema.Array(PropertyDefinitionSchema)),
  createdDate: Schema.optional(EpochSeconds),
  updatedDate: Schema.optional(EpochSeconds),
  unknownFields,
});

const writable = {
  allowAdditional: Schema.optional(Schema.Boolean),
  properties: Schema.optional(Schema.Array(PropertyDefinitionSchema)),
  unknownFields,
};

const setByServer = {
  createdDate: readOnly(EpochSeconds),
  updatedDate: readOnly(EpochSeconds),
};

const Name = Schema.String.check(Schema.isMinLength(1, { expected: "a name" }));

/** Input of `createUserTemplate`. The `id` is optional. */
export interface UserTemplateInput extends Schema.Schema.Type<typeof UserTemplateInputSchema> {}
export const UserTemplateInputSchema = Schema.Struct({
  id: Schema.optional(Id),
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
  id: readOnly(Schema.String),
  name: Schema.optional(Name),
  ...writable,
  ...setByServer,
});
