import { describe, expect, it } from "vitest";
import { UserTemplateInput } from "../model/template.ts";
import { TokenRequest } from "../model/token.ts";
import { User, UserRegistration, UserUpdate } from "../model/user.ts";
import { fromWirePath, toWirePath } from "./fieldPath.ts";

const paths = [
  [User, "displayName", "display_name"],
  [User, "address2", "address2"],
  [User, "children.0.avatarUrl", "children.0.avatar_url"],
  [User, "tags.3", "tags.3"],
  [UserUpdate, "dateOfBirth", "date_of_birth"],
  // Customers' own names are not ours to change, what lies below them is.
  [UserUpdate, "additionalProperties.myOwn_name", "additional_properties.myOwn_name"],
  [
    UserUpdate,
    "additionalProperties.file_type.fileType",
    "additional_properties.file_type.file_type",
  ],
  [UserUpdate, "additionalProperties.displayName.value", "additional_properties.displayName.value"],
  [
    UserUpdate,
    "additionalProperties.g.files.0.fileType",
    "additional_properties.g.files.0.file_type",
  ],
  [
    UserUpdate,
    "additionalProperties.l.values.2.map.aB.value",
    "additional_properties.l.values.2.map.aB.value",
  ],
  [
    UserRegistration,
    "additionalProperties.m.map.my_name.fileType",
    "additional_properties.m.map.my_name.file_type",
  ],
  [UserTemplateInput, "allowAdditional", "allow_additional"],
  [UserTemplateInput, "properties.0.maxLength", "properties.0.max_length"],
  [
    UserTemplateInput,
    "properties.1.valueDefinition.minCount",
    "properties.1.value_definition.min_count",
  ],
  [
    UserTemplateInput,
    "properties.0.properties.1.fieldList.propertyFields.0.innerTypeFields.2.validValues.0",
    "properties.0.properties.1.field_list.property_fields.0.inner_type_fields.2.valid_values.0",
  ],
  [TokenRequest, "grantType", "grant_type"],
  [TokenRequest, "refreshToken", "refresh_token"],
  [TokenRequest, "password", "password"],
  // Below what is unknown, and of what does not exist, nothing is known.
  [User, "unknownFields.someThing", "unknown_fields.someThing"],
  [User, "no_suchField.display_name", "no_suchField.display_name"],
  [User, "displayName.some_thing", "display_name.some_thing"],
] as const;

describe("field paths", () => {
  it.each(paths.map(([schema, ours, wire]) => [ours, wire, schema] as const))(
    "%s ↔ %s",
    (ours, wire, schema) => {
      expect(toWirePath(schema, ours.split(".")).join(".")).toBe(wire);
      expect(fromWirePath(schema, wire.split(".")).join(".")).toBe(ours);
    },
  );

  it("do not take a name of ours for one of the wire, nor the other way round", () => {
    expect(fromWirePath(User, ["displayName"])).toEqual(["displayName"]);
    expect(toWirePath(User, ["display_name"])).toEqual(["display_name"]);
    expect(fromWirePath(User, ["children", "0", "avatarUrl"])).toEqual([
      "children",
      "0",
      "avatarUrl",
    ]);
  });

  it("may be empty", () => {
    expect(toWirePath(User, [])).toEqual([]);
    expect(fromWirePath(User, [])).toEqual([]);
  });
});
