// Generated from src/schemas/schemas.ts. To change a codec, change its schema and run
// `pnpm --filter @knetik-users/core generate`.

import * as conversions from "../models/conversions.ts";
import type { Models } from "../models/models.ts";
import * as rules from "../models/rules.ts";
import type { Codec } from "../shapes/codec.ts";
import type { Shape } from "../shapes/shape.ts";
import * as shapes from "../shapes/shapes.ts";

type CodecOf<Name extends keyof Models> = Codec<Models[Name]>;

const userId: Shape = /* @__PURE__ */ (() =>
  shapes.number(
    [rules.isInteger, "a user id (1 to 2147483647)"],
    [rules.between(1, 2147483647), "a user id (1 to 2147483647)"],
  ))();

const id: Shape = /* @__PURE__ */ (() =>
  shapes.text(
    [rules.length(1, 255), "an id (1 to 255 characters)"],
    [rules.isPlainText, "text without NUL characters or lone surrogates"],
    [rules.isPathSegment, "anything except . and .., which are not allowed in a URL path"],
  ))();

const tag: Shape = /* @__PURE__ */ (() =>
  shapes.text(
    [rules.length(1, 64), "a tag (1 to 64 characters)"],
    [rules.isPlainText, "text without NUL characters or lone surrogates"],
    [rules.isPathSegment, "anything except . and .., which are not allowed in a URL path"],
  ))();

const password: Shape = /* @__PURE__ */ (() =>
  shapes.secretText([rules.length(1), "a password"]))();

const plainText: Shape = /* @__PURE__ */ (() =>
  shapes.text([rules.isPlainText, "text without NUL characters or lone surrogates"]))();

const tag2: Shape = /* @__PURE__ */ (() =>
  shapes.text(
    [rules.length(1), "text that is not empty"],
    [rules.isPlainText, "text without NUL characters or lone surrogates"],
  ))();

const anyText: Shape = /* @__PURE__ */ (() => shapes.text())();

const validDate: Shape = /* @__PURE__ */ (() =>
  shapes.instance(rules.isValidDate, "a valid Date"))();

const numberFromText: Shape = /* @__PURE__ */ (() =>
  shapes.converted(
    shapes.text([rules.matches(/^-?\d{1,10}$/), "a page size (1 or more)"]),
    shapes.number(
      [rules.isInteger, "an integer"],
      [rules.between(1, 2147483647), "a page size (1 or more)"],
    ),
    conversions.numberFromText,
  ))();

const numberFromText2: Shape = /* @__PURE__ */ (() =>
  shapes.converted(
    shapes.text([rules.matches(/^-?\d{1,10}$/), "a page number (1 or more)"]),
    shapes.number(
      [rules.isInteger, "an integer"],
      [rules.between(1, 2147483647), "a page number (1 or more)"],
    ),
    conversions.numberFromText,
  ))();

const direction: Shape = /* @__PURE__ */ (() => shapes.oneOf(["ASC", "DESC"], '"ASC" | "DESC"'))();

const username: Shape = /* @__PURE__ */ (() =>
  shapes.text(
    [rules.length(1), "a user name"],
    [rules.isPlainText, "text without NUL characters or lone surrogates"],
  ))();

const email: Shape = /* @__PURE__ */ (() =>
  shapes.text(
    [rules.isEmail, "an e-mail address"],
    [rules.isPlainText, "text without NUL characters or lone surrogates"],
  ))();

const epochSeconds: Shape = /* @__PURE__ */ (() =>
  shapes.converted(
    shapes.number(
      [rules.isFinite, "a finite number"],
      [
        rules.between(-8640000000000, 8640000000000),
        "seconds since 1970 within the range of a Date",
      ],
    ),
    validDate,
    conversions.epochSeconds,
  ))();

const tags: Shape = /* @__PURE__ */ (() => shapes.list(tag))();

const text_type: Shape = /* @__PURE__ */ (() => shapes.literal("text", '"text"'))();

const formatted_text_type: Shape = /* @__PURE__ */ (() =>
  shapes.literal("formatted_text", '"formatted_text"'))();

const integer_type: Shape = /* @__PURE__ */ (() => shapes.literal("integer", '"integer"'))();

const integer: Shape = /* @__PURE__ */ (() => shapes.number([rules.isInteger, "an integer"]))();

const long_type: Shape = /* @__PURE__ */ (() => shapes.literal("long", '"long"'))();

const double_type: Shape = /* @__PURE__ */ (() => shapes.literal("double", '"double"'))();

const finite: Shape = /* @__PURE__ */ (() => shapes.number([rules.isFinite, "a finite number"]))();

const boolean_type: Shape = /* @__PURE__ */ (() => shapes.literal("boolean", '"boolean"'))();

const anyBoolean: Shape = /* @__PURE__ */ (() => shapes.boolean())();

const date_type: Shape = /* @__PURE__ */ (() => shapes.literal("date", '"date"'))();

const file_type: Shape = /* @__PURE__ */ (() => shapes.literal("file", '"file"'))();

const file_additionalPropertiesEntry: Shape = /* @__PURE__ */ (() =>
  shapes.openStruct({
    type: shapes.required(file_type),
    url: shapes.optional(anyText),
    fileType: shapes.optional(anyText),
    crc: shapes.optional(anyText),
    description: shapes.optional(anyText),
  }))();

const image_type: Shape = /* @__PURE__ */ (() => shapes.literal("image", '"image"'))();

const image_additionalPropertiesEntry: Shape = /* @__PURE__ */ (() =>
  shapes.openStruct({
    type: shapes.required(image_type),
    url: shapes.optional(anyText),
    fileType: shapes.optional(anyText),
    crc: shapes.optional(anyText),
    description: shapes.optional(anyText),
  }))();

const audio_type: Shape = /* @__PURE__ */ (() => shapes.literal("audio", '"audio"'))();

const audio_additionalPropertiesEntry: Shape = /* @__PURE__ */ (() =>
  shapes.openStruct({
    type: shapes.required(audio_type),
    url: shapes.optional(anyText),
    fileType: shapes.optional(anyText),
    crc: shapes.optional(anyText),
    description: shapes.optional(anyText),
  }))();

const video_type: Shape = /* @__PURE__ */ (() => shapes.literal("video", '"video"'))();

const video_additionalPropertiesEntry: Shape = /* @__PURE__ */ (() =>
  shapes.openStruct({
    type: shapes.required(video_type),
    url: shapes.optional(anyText),
    fileType: shapes.optional(anyText),
    crc: shapes.optional(anyText),
    description: shapes.optional(anyText),
  }))();

const file_group_type: Shape = /* @__PURE__ */ (() =>
  shapes.literal("file_group", '"file_group"'))();

const image_group_type: Shape = /* @__PURE__ */ (() =>
  shapes.literal("image_group", '"image_group"'))();

const audio_group_type: Shape = /* @__PURE__ */ (() =>
  shapes.literal("audio_group", '"audio_group"'))();

const video_group_type: Shape = /* @__PURE__ */ (() =>
  shapes.literal("video_group", '"video_group"'))();

const list_type: Shape = /* @__PURE__ */ (() => shapes.literal("list", '"list"'))();

const valuesItem: Shape = /* @__PURE__ */ (() =>
  shapes.recursive(() => additionalPropertiesEntry))();

const map_type: Shape = /* @__PURE__ */ (() => shapes.literal("map", '"map"'))();

const unknown_additionalPropertiesEntry: Shape = /* @__PURE__ */ (() =>
  shapes.struct({
    type: shapes.required(shapes.literal("unknown", '"unknown"')),
    wire: shapes.requiredOrNull(shapes.anything()),
  }))();

const additionalPropertiesEntry: Shape = /* @__PURE__ */ (() =>
  shapes.openUnion(
    {
      text: shapes.openStruct({
        type: shapes.required(text_type),
        value: shapes.required(anyText),
      }),
      formatted_text: shapes.openStruct({
        type: shapes.required(formatted_text_type),
        value: shapes.required(anyText),
      }),
      integer: shapes.openStruct({
        type: shapes.required(integer_type),
        value: shapes.required(integer),
      }),
      long: shapes.openStruct({
        type: shapes.required(long_type),
        value: shapes.required(
          shapes.instance(
            rules.isInt64,
            "a whole number of 64 bits, as a bigint if it is above Number.MAX_SAFE_INTEGER",
          ),
        ),
      }),
      double: shapes.openStruct({
        type: shapes.required(double_type),
        value: shapes.required(finite),
      }),
      boolean: shapes.openStruct({
        type: shapes.required(boolean_type),
        value: shapes.required(anyBoolean),
      }),
      date: shapes.openStruct({
        type: shapes.required(date_type),
        value: shapes.required(epochSeconds),
      }),
      file: file_additionalPropertiesEntry,
      image: image_additionalPropertiesEntry,
      audio: audio_additionalPropertiesEntry,
      video: video_additionalPropertiesEntry,
      file_group: shapes.openStruct({
        type: shapes.required(file_group_type),
        files: shapes.required(shapes.list(file_additionalPropertiesEntry)),
      }),
      image_group: shapes.openStruct({
        type: shapes.required(image_group_type),
        files: shapes.required(shapes.list(image_additionalPropertiesEntry)),
      }),
      audio_group: shapes.openStruct({
        type: shapes.required(audio_group_type),
        files: shapes.required(shapes.list(audio_additionalPropertiesEntry)),
      }),
      video_group: shapes.openStruct({
        type: shapes.required(video_group_type),
        files: shapes.required(shapes.list(video_additionalPropertiesEntry)),
      }),
      list: shapes.openStruct({
        type: shapes.required(list_type),
        values: shapes.required(shapes.list(valuesItem)),
      }),
      map: shapes.openStruct({
        type: shapes.required(map_type),
        map: shapes.required(shapes.mapOf(valuesItem)),
      }),
    },
    unknown_additionalPropertiesEntry,
    "a property: an object with a type and its value",
  ))();

const additionalProperties: Shape = /* @__PURE__ */ (() =>
  shapes.mapOf(additionalPropertiesEntry))();

const children: Shape = /* @__PURE__ */ (() =>
  shapes.list(
    shapes.openStruct({
      id: shapes.required(integer),
      username: shapes.optional(anyText),
      displayName: shapes.optional(anyText),
      avatarUrl: shapes.optional(anyText),
      context: shapes.optional(anyText),
      relationshipId: shapes.optional(integer),
    }),
  ))();

const name: Shape = /* @__PURE__ */ (() => shapes.text([rules.length(1), "a name"]))();

const validValues: Shape = /* @__PURE__ */ (() => shapes.list(anyText))();

const propertyDefinitionFieldsItem: Shape = /* @__PURE__ */ (() =>
  shapes.openStruct({
    name: shapes.optional(anyText),
    type: shapes.optional(anyText),
    description: shapes.optional(anyText),
    required: shapes.optional(anyBoolean),
    validValues: shapes.optional(validValues),
    innerType: shapes.optional(anyText),
    innerTypeFields: shapes.optional(
      shapes.list(shapes.recursive(() => propertyDefinitionFieldsItem)),
    ),
  }))();

const propertyDefinitionFields: Shape = /* @__PURE__ */ (() =>
  shapes.list(propertyDefinitionFieldsItem))();

const fieldList: Shape = /* @__PURE__ */ (() =>
  shapes.openStruct({
    propertyType: shapes.optional(anyText),
    propertyDefinitionFields: shapes.optional(propertyDefinitionFields),
    propertyFields: shapes.optional(propertyDefinitionFields),
  }))();

const valueDefinition: Shape = /* @__PURE__ */ (() => shapes.recursive(() => propertiesItem))();

const propertiesItem: Shape = /* @__PURE__ */ (() =>
  shapes.openUnion(
    {
      text: shapes.openStruct({
        type: shapes.required(text_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        maxLength: shapes.optional(finite),
      }),
      formatted_text: shapes.openStruct({
        type: shapes.required(formatted_text_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        maxLength: shapes.optional(finite),
      }),
      integer: shapes.openStruct({
        type: shapes.required(integer_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        min: shapes.optional(finite),
        max: shapes.optional(finite),
      }),
      long: shapes.openStruct({
        type: shapes.required(long_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        min: shapes.optional(finite),
        max: shapes.optional(finite),
      }),
      double: shapes.openStruct({
        type: shapes.required(double_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        min: shapes.optional(finite),
        max: shapes.optional(finite),
      }),
      boolean: shapes.openStruct({
        type: shapes.required(boolean_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
      }),
      date: shapes.openStruct({
        type: shapes.required(date_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        min: shapes.optional(epochSeconds),
        max: shapes.optional(epochSeconds),
      }),
      file: shapes.openStruct({
        type: shapes.required(file_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        fileType: shapes.optional(anyText),
        maxFileSize: shapes.optional(finite),
      }),
      file_group: shapes.openStruct({
        type: shapes.required(file_group_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        fileType: shapes.optional(anyText),
        maxFileSize: shapes.optional(finite),
        minCount: shapes.optional(finite),
        maxCount: shapes.optional(finite),
      }),
      image: shapes.openStruct({
        type: shapes.required(image_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        fileType: shapes.optional(anyText),
        maxFileSize: shapes.optional(finite),
        minWidth: shapes.optional(finite),
        maxWidth: shapes.optional(finite),
        minHeight: shapes.optional(finite),
        maxHeight: shapes.optional(finite),
      }),
      image_group: shapes.openStruct({
        type: shapes.required(image_group_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        fileType: shapes.optional(anyText),
        maxFileSize: shapes.optional(finite),
        minWidth: shapes.optional(finite),
        maxWidth: shapes.optional(finite),
        minHeight: shapes.optional(finite),
        maxHeight: shapes.optional(finite),
        minCount: shapes.optional(finite),
        maxCount: shapes.optional(finite),
      }),
      audio: shapes.openStruct({
        type: shapes.required(audio_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        fileType: shapes.optional(anyText),
        maxFileSize: shapes.optional(finite),
        minLength: shapes.optional(finite),
        maxLength: shapes.optional(finite),
      }),
      audio_group: shapes.openStruct({
        type: shapes.required(audio_group_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        fileType: shapes.optional(anyText),
        maxFileSize: shapes.optional(finite),
        minLength: shapes.optional(finite),
        maxLength: shapes.optional(finite),
        minCount: shapes.optional(finite),
        maxCount: shapes.optional(finite),
      }),
      video: shapes.openStruct({
        type: shapes.required(video_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        fileType: shapes.optional(anyText),
        maxFileSize: shapes.optional(finite),
        minWidth: shapes.optional(finite),
        maxWidth: shapes.optional(finite),
        minHeight: shapes.optional(finite),
        maxHeight: shapes.optional(finite),
        minLength: shapes.optional(finite),
        maxLength: shapes.optional(finite),
      }),
      video_group: shapes.openStruct({
        type: shapes.required(video_group_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        fileType: shapes.optional(anyText),
        maxFileSize: shapes.optional(finite),
        minWidth: shapes.optional(finite),
        maxWidth: shapes.optional(finite),
        minHeight: shapes.optional(finite),
        maxHeight: shapes.optional(finite),
        minLength: shapes.optional(finite),
        maxLength: shapes.optional(finite),
        minCount: shapes.optional(finite),
        maxCount: shapes.optional(finite),
      }),
      list: shapes.openStruct({
        type: shapes.required(list_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        minCount: shapes.optional(finite),
        maxCount: shapes.optional(finite),
        valueDefinition: shapes.optional(valueDefinition),
      }),
      map: shapes.openStruct({
        type: shapes.required(map_type),
        name: shapes.required(anyText),
        required: shapes.required(anyBoolean),
        fieldList: shapes.optional(fieldList),
        friendlyName: shapes.optional(anyText),
        description: shapes.optional(anyText),
        optionsUrl: shapes.optional(anyText),
        optionLabelPath: shapes.optional(anyText),
        optionValuePath: shapes.optional(anyText),
        allowAdditional: shapes.optional(anyBoolean),
        properties: shapes.optional(shapes.list(valueDefinition)),
      }),
    },
    unknown_additionalPropertiesEntry,
    "a property definition: an object with a type, name and required",
  ))();

const properties: Shape = /* @__PURE__ */ (() => shapes.list(propertiesItem))();

const email2: Shape = /* @__PURE__ */ (() =>
  shapes.text([rules.length(1), "text that is not empty"]))();

const clientId: Shape = /* @__PURE__ */ (() => shapes.text([rules.length(1), "a client id"]))();

const clientSecret: Shape = /* @__PURE__ */ (() =>
  shapes.secretText([rules.length(1), "the client's secret"]))();

const userSummary: Shape = /* @__PURE__ */ (() =>
  shapes.openStruct(
    {
      id: shapes.required(integer),
      displayName: shapes.optional(anyText),
      avatarUrl: shapes.optional(anyText),
      memberSince: shapes.optional(epochSeconds),
      lastUpdated: shapes.optional(epochSeconds),
      username: shapes.optional(anyText),
      email: shapes.optional(anyText),
      fullname: shapes.optional(anyText),
      lastActivity: shapes.optional(epochSeconds),
    },
    (json, out) => {
      let known = 1;
      const id = json["id"];
      if (typeof id === "number" && Number.isSafeInteger(id)) out["id"] = id;
      else return -1;
      const displayName = json["display_name"];
      if (displayName !== undefined) {
        known += 1;
        if (typeof displayName === "string") out["displayName"] = displayName;
        else if (displayName !== null) return -1;
      }
      const avatarUrl = json["avatar_url"];
      if (avatarUrl !== undefined) {
        known += 1;
        if (typeof avatarUrl === "string") out["avatarUrl"] = avatarUrl;
        else if (avatarUrl !== null) return -1;
      }
      const memberSince = json["member_since"];
      if (memberSince !== undefined) {
        known += 1;
        if (
          typeof memberSince === "number" &&
          memberSince >= -8640000000000 &&
          memberSince <= 8640000000000
        )
          out["memberSince"] = conversions.epochSeconds.decode(memberSince);
        else if (memberSince !== null) return -1;
      }
      const lastUpdated = json["last_updated"];
      if (lastUpdated !== undefined) {
        known += 1;
        if (
          typeof lastUpdated === "number" &&
          lastUpdated >= -8640000000000 &&
          lastUpdated <= 8640000000000
        )
          out["lastUpdated"] = conversions.epochSeconds.decode(lastUpdated);
        else if (lastUpdated !== null) return -1;
      }
      const username = json["username"];
      if (username !== undefined) {
        known += 1;
        if (typeof username === "string") out["username"] = username;
        else if (username !== null) return -1;
      }
      const email = json["email"];
      if (email !== undefined) {
        known += 1;
        if (typeof email === "string") out["email"] = email;
        else if (email !== null) return -1;
      }
      const fullname = json["fullname"];
      if (fullname !== undefined) {
        known += 1;
        if (typeof fullname === "string") out["fullname"] = fullname;
        else if (fullname !== null) return -1;
      }
      const lastActivity = json["last_activity"];
      if (lastActivity !== undefined) {
        known += 1;
        if (
          typeof lastActivity === "number" &&
          lastActivity >= -8640000000000 &&
          lastActivity <= 8640000000000
        )
          out["lastActivity"] = conversions.epochSeconds.decode(lastActivity);
        else if (lastActivity !== null) return -1;
      }
      return known;
    },
  ))();

const sort: Shape = /* @__PURE__ */ (() =>
  shapes.list(
    shapes.struct({
      property: shapes.optional(anyText),
      direction: shapes.optional(anyText),
      ascending: shapes.optional(anyBoolean),
      descending: shapes.optional(anyBoolean),
      ignoreCase: shapes.optional(anyBoolean),
      nullHandling: shapes.optional(anyText),
    }),
  ))();

const userTemplate: Shape = /* @__PURE__ */ (() =>
  shapes.openStruct({
    id: shapes.required(anyText),
    name: shapes.required(anyText),
    allowAdditional: shapes.optional(anyBoolean),
    properties: shapes.optional(properties),
    createdDate: shapes.optional(epochSeconds),
    updatedDate: shapes.optional(epochSeconds),
  }))();

export const UserId: CodecOf<"UserId"> = /* @__PURE__ */ (() => shapes.codec(userId))();

export const UserRef: CodecOf<"UserRef"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.either([userId, shapes.literal("me", '"me"')], 'a user id (1 to 2147483647) or "me"'),
  ))();

export const Id: CodecOf<"Id"> = /* @__PURE__ */ (() => shapes.codec(id))();

export const Tag: CodecOf<"Tag"> = /* @__PURE__ */ (() => shapes.codec(tag))();

export const Password: CodecOf<"Password"> = /* @__PURE__ */ (() => shapes.codec(password))();

export const UserSearch: CodecOf<"UserSearch"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.struct({
      filter: shapes.optional(
        shapes.struct({
          displayName: shapes.optional(plainText),
          email: shapes.optional(plainText),
          firstName: shapes.optional(plainText),
          fullname: shapes.optional(plainText),
          lastName: shapes.optional(plainText),
          username: shapes.optional(plainText),
          tag: shapes.optional(tag2),
          group: shapes.optional(tag2),
          role: shapes.optional(tag2),
          lastActivity: shapes.optional(
            shapes.converted(
              anyText,
              shapes.struct(
                {
                  gt: shapes.optional(validDate),
                  lt: shapes.optional(validDate),
                  eq: shapes.optional(validDate),
                  gte: shapes.optional(validDate),
                  lte: shapes.optional(validDate),
                },
                [rules.hasOneField, "exactly one of gt, lt, eq, gte, lte"],
              ),
              conversions.dateComparisonFromText,
            ),
          ),
          ids: shapes.optional(
            shapes.converted(
              shapes.text([rules.matches(/^\d{1,10}(,\d{1,10})*$/), "ids separated by commas"]),
              shapes.list(userId, [rules.length(1), "at least one id"]),
              conversions.idsFromText,
            ),
          ),
          search: shapes.optional(plainText),
        }),
      ),
      size: shapes.optional(numberFromText),
      page: shapes.optional(numberFromText2),
      order: shapes.optional(
        shapes.converted(
          anyText,
          shapes.list(
            shapes.struct({
              property: shapes.required(
                shapes.oneOf(
                  [
                    "id",
                    "username",
                    "email",
                    "displayName",
                    "fullname",
                    "memberSince",
                    "lastUpdated",
                    "lastActivity",
                  ],
                  "one of id, username, email, displayName, fullname, memberSince, lastUpdated, lastActivity",
                ),
              ),
              direction: shapes.optional(direction),
            }),
            [rules.length(1), "at least one property to sort by"],
          ),
          conversions.orderFromText,
        ),
      ),
    }),
  ))();

export const UserTemplateSearch: CodecOf<"UserTemplateSearch"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.struct({
      size: shapes.optional(numberFromText),
      page: shapes.optional(numberFromText2),
      order: shapes.optional(
        shapes.converted(
          anyText,
          shapes.list(
            shapes.struct({
              property: shapes.required(
                shapes.oneOf(
                  ["id", "name", "createdDate", "updatedDate"],
                  "one of id, name, createdDate, updatedDate",
                ),
              ),
              direction: shapes.optional(direction),
            }),
            [rules.length(1), "at least one property to sort by"],
          ),
          conversions.orderFromText,
        ),
      ),
    }),
  ))();

export const DeleteUserTemplateOptions: CodecOf<"DeleteUserTemplateOptions"> =
  /* @__PURE__ */ (() =>
    shapes.codec(
      shapes.struct({ cascade: shapes.optional(shapes.literal("detach", '"detach"')) }),
    ))();

export const UserRegistration: CodecOf<"UserRegistration"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.openStruct({
      username: shapes.required(username),
      email: shapes.required(email),
      password: shapes.optional(password),
      displayName: shapes.optional(anyText),
      avatarUrl: shapes.optional(anyText),
      fullname: shapes.optional(anyText),
      firstName: shapes.optional(anyText),
      lastName: shapes.optional(anyText),
      description: shapes.optional(anyText),
      gender: shapes.optional(anyText),
      dateOfBirth: shapes.optional(epochSeconds),
      mobileNumber: shapes.optional(anyText),
      address: shapes.optional(anyText),
      address2: shapes.optional(anyText),
      city: shapes.optional(anyText),
      state: shapes.optional(anyText),
      postalCode: shapes.optional(anyText),
      countryCode: shapes.optional(anyText),
      currencyCode: shapes.optional(anyText),
      languageCode: shapes.optional(anyText),
      timezoneCode: shapes.optional(anyText),
      tags: shapes.optional(tags),
      template: shapes.optional(id),
      additionalProperties: shapes.optional(additionalProperties),
    }),
  ))();

export const UserUpdate: CodecOf<"UserUpdate"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.openStruct({
      username: shapes.optional(username),
      email: shapes.optional(email),
      displayName: shapes.optionalOrNull(anyText),
      avatarUrl: shapes.optionalOrNull(anyText),
      fullname: shapes.optionalOrNull(anyText),
      firstName: shapes.optionalOrNull(anyText),
      lastName: shapes.optionalOrNull(anyText),
      description: shapes.optionalOrNull(anyText),
      gender: shapes.optionalOrNull(anyText),
      dateOfBirth: shapes.optionalOrNull(epochSeconds),
      mobileNumber: shapes.optionalOrNull(anyText),
      address: shapes.optionalOrNull(anyText),
      address2: shapes.optionalOrNull(anyText),
      city: shapes.optionalOrNull(anyText),
      state: shapes.optionalOrNull(anyText),
      postalCode: shapes.optionalOrNull(anyText),
      countryCode: shapes.optionalOrNull(anyText),
      currencyCode: shapes.optionalOrNull(anyText),
      languageCode: shapes.optionalOrNull(anyText),
      timezoneCode: shapes.optionalOrNull(anyText),
      tags: shapes.optionalOrNull(tags),
      template: shapes.optionalOrNull(id),
      additionalProperties: shapes.optionalOrNull(additionalProperties),
      id: shapes.readOnly(integer),
      children: shapes.readOnly(children),
      parents: shapes.readOnly(children),
      memberSince: shapes.readOnly(validDate),
      lastUpdated: shapes.readOnly(validDate),
      lastActivity: shapes.readOnly(validDate),
    }),
  ))();

export const UserTemplateInput: CodecOf<"UserTemplateInput"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.openStruct({
      id: shapes.optional(id),
      name: shapes.required(name),
      allowAdditional: shapes.optional(anyBoolean),
      properties: shapes.optional(properties),
      createdDate: shapes.readOnly(validDate),
      updatedDate: shapes.readOnly(validDate),
    }),
  ))();

export const UserTemplateUpdate: CodecOf<"UserTemplateUpdate"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.openStruct({
      id: shapes.readOnly(anyText),
      name: shapes.optional(name),
      allowAdditional: shapes.optional(anyBoolean),
      properties: shapes.optional(properties),
      createdDate: shapes.readOnly(validDate),
      updatedDate: shapes.readOnly(validDate),
    }),
  ))();

export const NewPassword: CodecOf<"NewPassword"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.struct({
      password: shapes.required(password),
      secret: shapes.required(shapes.secretText([rules.length(1), "the reset secret"])),
    }),
  ))();

export const PasswordResetRequest: CodecOf<"PasswordResetRequest"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.struct(
      {
        email: shapes.optional(email2),
        username: shapes.optional(email2),
        mobileNumber: shapes.optional(email2),
      },
      [rules.hasOneField, "exactly one of email, username or mobileNumber"],
    ),
  ))();

export const TokenRequest: CodecOf<"TokenRequest"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.unionBy(
      "grantType",
      {
        client_credentials: shapes.struct({
          grantType: shapes.required(shapes.literal("client_credentials", '"client_credentials"')),
          clientId: shapes.required(clientId),
          clientSecret: shapes.required(clientSecret),
        }),
        password: shapes.struct({
          grantType: shapes.required(shapes.literal("password", '"password"')),
          clientId: shapes.required(clientId),
          clientSecret: shapes.optional(clientSecret),
          username: shapes.required(shapes.text([rules.length(1), "a user name"])),
          password: shapes.required(password),
        }),
        refresh_token: shapes.struct({
          grantType: shapes.required(shapes.literal("refresh_token", '"refresh_token"')),
          clientId: shapes.required(clientId),
          clientSecret: shapes.optional(clientSecret),
          refreshToken: shapes.required(shapes.secretText([rules.length(1), "a refresh token"])),
        }),
      },
      '{ readonly "grantType": "client_credentials", ... } | { readonly "grantType": "password", ... } | { readonly "grantType": "refresh_token", ... }',
    ),
  ))();

export const User: CodecOf<"User"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.openStruct({
      id: shapes.required(integer),
      displayName: shapes.optional(anyText),
      avatarUrl: shapes.optional(anyText),
      memberSince: shapes.optional(epochSeconds),
      lastUpdated: shapes.optional(epochSeconds),
      username: shapes.optional(anyText),
      email: shapes.optional(anyText),
      fullname: shapes.optional(anyText),
      firstName: shapes.optional(anyText),
      lastName: shapes.optional(anyText),
      description: shapes.optional(anyText),
      gender: shapes.optional(anyText),
      dateOfBirth: shapes.optional(epochSeconds),
      mobileNumber: shapes.optional(anyText),
      address: shapes.optional(anyText),
      address2: shapes.optional(anyText),
      city: shapes.optional(anyText),
      state: shapes.optional(anyText),
      postalCode: shapes.optional(anyText),
      countryCode: shapes.optional(anyText),
      currencyCode: shapes.optional(anyText),
      languageCode: shapes.optional(anyText),
      timezoneCode: shapes.optional(anyText),
      tags: shapes.optional(validValues),
      template: shapes.optional(anyText),
      additionalProperties: shapes.optional(additionalProperties),
      children: shapes.optional(children),
      parents: shapes.optional(children),
      lastActivity: shapes.optional(epochSeconds),
    }),
  ))();

export const UserSummary: CodecOf<"UserSummary"> = /* @__PURE__ */ (() =>
  shapes.codec(userSummary))();

export const UserPage: CodecOf<"UserPage"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.struct({
      content: shapes.required(shapes.list(userSummary)),
      first: shapes.optional(anyBoolean),
      last: shapes.optional(anyBoolean),
      number: shapes.optional(integer),
      numberOfElements: shapes.optional(integer),
      size: shapes.optional(integer),
      sort: shapes.optional(sort),
      totalElements: shapes.optional(integer),
      totalPages: shapes.optional(integer),
    }),
  ))();

export const Tags: CodecOf<"Tags"> = /* @__PURE__ */ (() => shapes.codec(validValues))();

export const UserTemplate: CodecOf<"UserTemplate"> = /* @__PURE__ */ (() =>
  shapes.codec(userTemplate))();

export const UserTemplatePage: CodecOf<"UserTemplatePage"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.struct({
      content: shapes.required(shapes.list(userTemplate)),
      first: shapes.optional(anyBoolean),
      last: shapes.optional(anyBoolean),
      number: shapes.optional(integer),
      numberOfElements: shapes.optional(integer),
      size: shapes.optional(integer),
      sort: shapes.optional(sort),
      totalElements: shapes.optional(integer),
      totalPages: shapes.optional(integer),
    }),
  ))();

export const OAuthToken: CodecOf<"OAuthToken"> = /* @__PURE__ */ (() =>
  shapes.codec(
    shapes.struct({
      accessToken: shapes.required(
        shapes.secretText([rules.length(1), "a value with a length of at least 1"]),
      ),
      tokenType: shapes.optional(anyText),
      expiresIn: shapes.optional(
        shapes.either(
          [
            finite,
            shapes.converted(
              shapes.text([rules.matches(/^\d+(\.\d+)?$/), "a number of seconds"]),
              finite,
              conversions.numberFromText,
            ),
          ],
          "number",
          "number | string",
        ),
      ),
      refreshToken: shapes.optional(shapes.secretText()),
      scope: shapes.optional(anyText),
    }),
  ))();

export const AdditionalProperties: CodecOf<"AdditionalProperties"> = /* @__PURE__ */ (() =>
  shapes.codec(additionalProperties))();

export const PropertyDefinitions: CodecOf<"PropertyDefinitions"> = /* @__PURE__ */ (() =>
  shapes.codec(properties))();
