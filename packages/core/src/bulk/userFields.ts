import { PropertySchema } from "../schemas/property.ts";
import {
  UserRegistrationSchema,
  UserSchema,
  UserSummarySchema,
  UserUpdateSchema,
} from "../schemas/user.ts";
import { type Field, fieldsOf, type FieldKind, taggedFields } from "./fields.ts";

/** Fields of a row of a list. */
export const summaryFields = fieldsOf(UserSummarySchema);
/** Fields of a user. Those that a row does not have take one more call per user. */
export const userFields = fieldsOf(UserSchema);
export const registrationFields = fieldsOf(UserRegistrationSchema);
export const updateFields = fieldsOf(UserUpdateSchema);

/** The fields that a file may contain: those of an update, and the password of a new user. */
export const importFields: ReadonlyArray<Field> = [
  ...updateFields,
  ...registrationFields.filter(({ name }) => updateFields.every((field) => field.name !== name)),
];

export const idField = "id";

/** Says why a row failed. Added to files of failed rows, and ignored when they are imported. */
export const errorColumn = "import_error";

/** The field of custom properties. */
export const propertiesField = "additional_properties";

/** The fields of each type of property; the one that a cell stands for, if there is one. */
const propertyTypes = taggedFields(PropertySchema);

/** The types of properties that a column can have. */
export const propertyTypeNames: ReadonlyArray<string> = [...propertyTypes.keys()].filter(
  (type) => type !== "unknown",
);

/** The field of a property that a cell holds: its value, or the address of a file. */
export const cellOfProperty = (
  type: string,
): { readonly field: string; readonly kind: FieldKind } | undefined => {
  const fields = propertyTypes.get(type);
  for (const field of ["value", "url"]) {
    const kind = fields?.get(field);
    if (kind !== undefined) return { field, kind };
  }
  return undefined;
};
