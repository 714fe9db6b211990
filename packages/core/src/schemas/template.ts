import * as Schema from "effect/Schema";
import { EpochSeconds } from "./epochSeconds.ts";
import { Id } from "./identifiers.ts";
import { PropertyDefinitionSchema } from "./propertyDefinition.ts";
import { readOnly } from "./readOnly.ts";
import { unknownFields } from "./unknownFields.ts";

export const UserTemplateSchema = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  allowAdditional: Schema.optional(Schema.Boolean),
  properties: Schema.optional(Schema.Array(PropertyDefinitionSchema)),
  createdDate: Schema.optional(EpochSeconds),
  updatedDate: Schema.optional(EpochSeconds),
  unknownFields,
});

// `as const` keeps the documentation of the fields in declarations.
const writable = {
  allowAdditional: Schema.optional(Schema.Boolean),
  properties: Schema.optional(Schema.Array(PropertyDefinitionSchema)),
  unknownFields,
} as const;

const setByServer = {
  createdDate: readOnly(EpochSeconds),
  updatedDate: readOnly(EpochSeconds),
} as const;

const Name = Schema.String.check(Schema.isMinLength(1, { expected: "a name" }));

export const UserTemplateInputSchema = Schema.Struct({
  id: Schema.optional(Id),
  name: Name,
  ...writable,
  ...setByServer,
});

export const UserTemplateUpdateSchema = Schema.Struct({
  id: readOnly(Schema.String),
  name: Schema.optional(Name),
  ...writable,
  ...setByServer,
});
