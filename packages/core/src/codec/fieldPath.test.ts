import { expect, it } from "vitest";
import * as codecs from "../compiled/codecs.ts";
import { fromWirePath } from "./fieldPath.ts";

const paths = [
  [codecs.User, "displayName", "display_name"],
  [codecs.User, "address2", "address2"],
  [codecs.User, "children.0.avatarUrl", "children.0.avatar_url"],
  [codecs.User, "tags.3", "tags.3"],
  [codecs.UserUpdate, "dateOfBirth", "date_of_birth"],
  // Customer-chosen names are not converted; the schema's field names below them are.
  [codecs.UserUpdate, "additionalProperties.myOwn_name", "additional_properties.myOwn_name"],
  [
    codecs.UserUpdate,
    "additionalProperties.file_type.fileType",
    "additional_properties.file_type.file_type",
  ],
  [
    codecs.UserUpdate,
    "additionalProperties.displayName.value",
    "additional_properties.displayName.value",
  ],
  [
    codecs.UserUpdate,
    "additionalProperties.g.files.0.fileType",
    "additional_properties.g.files.0.file_type",
  ],
  [
    codecs.UserUpdate,
    "additionalProperties.l.values.2.map.aB.value",
    "additional_properties.l.values.2.map.aB.value",
  ],
  [
    codecs.UserRegistration,
    "additionalProperties.m.map.my_name.fileType",
    "additional_properties.m.map.my_name.file_type",
  ],
  [codecs.UserTemplateInput, "allowAdditional", "allow_additional"],
  [codecs.UserTemplateInput, "properties.0.maxLength", "properties.0.max_length"],
  [
    codecs.UserTemplateInput,
    "properties.1.valueDefinition.minCount",
    "properties.1.value_definition.min_count",
  ],
  [
    codecs.UserTemplateInput,
    "properties.0.properties.1.fieldList.propertyFields.0.innerTypeFields.2.validValues.0",
    "properties.0.properties.1.field_list.property_fields.0.inner_type_fields.2.valid_values.0",
  ],
  [codecs.TokenRequest, "grantType", "grant_type"],
  [codecs.TokenRequest, "refreshToken", "refresh_token"],
  [codecs.TokenRequest, "password", "password"],
  // A segment without a schema, such as an unknown field or a part of a text, is left unchanged.
  [codecs.User, "no_suchField.display_name", "no_suchField.display_name"],
  [codecs.User, "displayName.some_thing", "display_name.some_thing"],
] as const;

it.each(paths.map(([codec, ours, wire]) => [wire, ours, codec] as const))(
  "%s is %s in the model",
  (wire, ours, codec) => {
    expect(fromWirePath(codec, wire.split(".")).join(".")).toBe(ours);
  },
);

it("leaves a name of the model unchanged", () => {
  expect(fromWirePath(codecs.User, ["displayName"])).toEqual(["displayName"]);
  expect(fromWirePath(codecs.User, ["children", "0", "avatarUrl"])).toEqual([
    "children",
    "0",
    "avatarUrl",
  ]);
});

it("accepts an empty path", () => {
  expect(fromWirePath(codecs.User, [])).toEqual([]);
});
