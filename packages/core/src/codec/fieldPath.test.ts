import { describe, expect, it } from "vitest";
import { UserTemplateInputSchema } from "../models/template.ts";
import { TokenRequestSchema } from "../models/token.ts";
import { UserSchema, UserRegistrationSchema, UserUpdateSchema } from "../models/user.ts";
import { fromWirePath, toWirePath } from "./fieldPath.ts";

const paths = [
  [UserSchema, "displayName", "display_name"],
  [UserSchema, "address2", "address2"],
  [UserSchema, "children.0.avatarUrl", "children.0.avatar_url"],
  [UserSchema, "tags.3", "tags.3"],
  [UserUpdateSchema, "dateOfBirth", "date_of_birth"],
  // Customer-chosen names are not converted; the schema's field names below them are.
  [UserUpdateSchema, "additionalProperties.myOwn_name", "additional_properties.myOwn_name"],
  [
    UserUpdateSchema,
    "additionalProperties.file_type.fileType",
    "additional_properties.file_type.file_type",
  ],
  [
    UserUpdateSchema,
    "additionalProperties.displayName.value",
    "additional_properties.displayName.value",
  ],
  [
    UserUpdateSchema,
    "additionalProperties.g.files.0.fileType",
    "additional_properties.g.files.0.file_type",
  ],
  [
    UserUpdateSchema,
    "additionalProperties.l.values.2.map.aB.value",
    "additional_properties.l.values.2.map.aB.value",
  ],
  [
    UserRegistrationSchema,
    "additionalProperties.m.map.my_name.fileType",
    "additional_properties.m.map.my_name.file_type",
  ],
  [UserTemplateInputSchema, "allowAdditional", "allow_additional"],
  [UserTemplateInputSchema, "properties.0.maxLength", "properties.0.max_length"],
  [
    UserTemplateInputSchema,
    "properties.1.valueDefinition.minCount",
    "properties.1.value_definition.min_count",
  ],
  [
    UserTemplateInputSchema,
    "properties.0.properties.1.fieldList.propertyFields.0.innerTypeFields.2.validValues.0",
    "properties.0.properties.1.field_list.property_fields.0.inner_type_fields.2.valid_values.0",
  ],
  [TokenRequestSchema, "grantType", "grant_type"],
  [TokenRequestSchema, "refreshToken", "refresh_token"],
  [TokenRequestSchema, "password", "password"],
  // A segment without a schema, such as an unknown field or a part of a text, is left unchanged.
  [UserSchema, "no_suchField.display_name", "no_suchField.display_name"],
  [UserSchema, "displayName.some_thing", "display_name.some_thing"],
] as const;

describe("field paths", () => {
  it.each(paths.map(([schema, ours, wire]) => [ours, wire, schema] as const))(
    "%s ↔ %s",
    (ours, wire, schema) => {
      expect(toWirePath(schema, ours.split(".")).join(".")).toBe(wire);
      expect(fromWirePath(schema, wire.split(".")).join(".")).toBe(ours);
    },
  );

  it("leave a name unchanged that is already in the target form", () => {
    expect(fromWirePath(UserSchema, ["displayName"])).toEqual(["displayName"]);
    expect(toWirePath(UserSchema, ["display_name"])).toEqual(["display_name"]);
    expect(fromWirePath(UserSchema, ["children", "0", "avatarUrl"])).toEqual([
      "children",
      "0",
      "avatarUrl",
    ]);
  });

  it("may be empty", () => {
    expect(toWirePath(UserSchema, [])).toEqual([]);
    expect(fromWirePath(UserSchema, [])).toEqual([]);
  });
});
