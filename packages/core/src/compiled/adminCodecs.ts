// Generated from src/schemas/adminSchemas.ts. To change a codec, change its schema and run
// `pnpm --filter @knetik-users/core generate`.

import type { AdminModels } from "../models/administration.ts";
import {
  epochSeconds as conversions_epochSeconds,
  numberFromText as conversions_numberFromText,
} from "../models/conversions.ts";
import {
  between as rules_between,
  isFinite as rules_isFinite,
  isInteger as rules_isInteger,
  isPlainText as rules_isPlainText,
  isValidDate as rules_isValidDate,
  length as rules_length,
  matches as rules_matches,
} from "../models/rules.ts";
import type { Codec } from "../shapes/codec.ts";
import type { Shape } from "../shapes/shape.ts";
import {
  anything as shapes_anything,
  boolean as shapes_boolean,
  codec as shapes_codec,
  converted as shapes_converted,
  instance as shapes_instance,
  list as shapes_list,
  mapOf as shapes_mapOf,
  number as shapes_number,
  openStruct as shapes_openStruct,
  optional as shapes_optional,
  required as shapes_required,
  struct as shapes_struct,
  text as shapes_text,
} from "../shapes/shapes.ts";

type CodecOf<Name extends keyof AdminModels> = Codec<AdminModels[Name]>;

const numberFromText: Shape = /* @__PURE__ */ (() =>
  shapes_converted(
    shapes_text([rules_matches(/^-?\d{1,10}$/), "a page size (1 or more)"]),
    shapes_number(
      [rules_isInteger, "an integer"],
      [rules_between(1, 2147483647), "a page size (1 or more)"],
    ),
    conversions_numberFromText,
  ))();

const integer: Shape = /* @__PURE__ */ (() => shapes_number([rules_isInteger, "an integer"]))();

const epochSeconds: Shape = /* @__PURE__ */ (() =>
  shapes_converted(
    shapes_number(
      [rules_isFinite, "a finite number"],
      [
        rules_between(-8640000000000, 8640000000000),
        "seconds since 1970 within the range of a Date",
      ],
    ),
    shapes_instance(rules_isValidDate, "a valid Date"),
    conversions_epochSeconds,
  ))();

const anyBoolean: Shape = /* @__PURE__ */ (() => shapes_boolean())();

const anyText: Shape = /* @__PURE__ */ (() => shapes_text())();

const roles: Shape = /* @__PURE__ */ (() => shapes_list(anyText))();

const active: Shape = /* @__PURE__ */ (() =>
  shapes_struct({
    day: shapes_required(integer),
    week: shapes_required(integer),
    month: shapes_required(integer),
  }))();

export const AuditSearch: CodecOf<"AuditSearch"> = /* @__PURE__ */ (() =>
  shapes_codec(
    shapes_struct({
      user: shapes_required(
        shapes_converted(
          shapes_text([rules_matches(/^-?\d{1,10}$/), "a user id (1 to 2147483647)"]),
          shapes_number(
            [rules_isInteger, "an integer"],
            [rules_between(1, 2147483647), "a user id (1 to 2147483647)"],
          ),
          conversions_numberFromText,
        ),
      ),
      size: shapes_optional(numberFromText),
      page: shapes_optional(
        shapes_converted(
          shapes_text([rules_matches(/^-?\d{1,10}$/), "a page number (1 or more)"]),
          shapes_number(
            [rules_isInteger, "an integer"],
            [rules_between(1, 2147483647), "a page number (1 or more)"],
          ),
          conversions_numberFromText,
        ),
      ),
    }),
  ))();

export const UserQuery: CodecOf<"UserQuery"> = /* @__PURE__ */ (() =>
  shapes_codec(
    shapes_struct({
      search: shapes_required(
        shapes_text(
          [rules_length(1, 255), "text of 1 to 255 characters"],
          [rules_isPlainText, "text without NUL characters or lone surrogates"],
        ),
      ),
      size: shapes_optional(numberFromText),
    }),
  ))();

export const Account: CodecOf<"Account"> = /* @__PURE__ */ (() =>
  shapes_codec(
    shapes_struct({
      id: shapes_required(integer),
      disabledDate: shapes_optional(epochSeconds),
      hasPassword: shapes_required(anyBoolean),
      roles: shapes_required(roles),
      lastSignIn: shapes_optional(epochSeconds),
      failedSignIns: shapes_required(integer),
      lockedUntil: shapes_optional(epochSeconds),
      version: shapes_required(anyText),
    }),
  ))();

export const AuditPage: CodecOf<"AuditPage"> = /* @__PURE__ */ (() =>
  shapes_codec(
    shapes_struct({
      content: shapes_required(
        shapes_list(
          shapes_struct({
            id: shapes_required(integer),
            at: shapes_required(epochSeconds),
            event: shapes_required(anyText),
            userId: shapes_optional(integer),
            clientId: shapes_optional(anyText),
            address: shapes_optional(anyText),
            target: shapes_optional(anyText),
            fields: shapes_required(roles),
          }),
        ),
      ),
      first: shapes_optional(anyBoolean),
      last: shapes_optional(anyBoolean),
      number: shapes_optional(integer),
      numberOfElements: shapes_optional(integer),
      size: shapes_optional(integer),
      sort: shapes_optional(
        shapes_list(
          shapes_struct({
            property: shapes_optional(anyText),
            direction: shapes_optional(anyText),
            ascending: shapes_optional(anyBoolean),
            descending: shapes_optional(anyBoolean),
            ignoreCase: shapes_optional(anyBoolean),
            nullHandling: shapes_optional(anyText),
          }),
        ),
      ),
      totalElements: shapes_optional(integer),
      totalPages: shapes_optional(integer),
    }),
  ))();

export const FoundUsers: CodecOf<"FoundUsers"> = /* @__PURE__ */ (() =>
  shapes_codec(
    shapes_struct({
      users: shapes_required(
        shapes_list(
          shapes_openStruct({
            id: shapes_required(integer),
            displayName: shapes_optional(anyText),
            avatarUrl: shapes_optional(anyText),
            memberSince: shapes_optional(epochSeconds),
            lastUpdated: shapes_optional(epochSeconds),
            username: shapes_optional(anyText),
            email: shapes_optional(anyText),
            fullname: shapes_optional(anyText),
            lastActivity: shapes_optional(epochSeconds),
            firstName: shapes_optional(anyText),
            lastName: shapes_optional(anyText),
            matched: shapes_required(roles),
          }),
        ),
      ),
      hasMore: shapes_required(anyBoolean),
    }),
  ))();

export const Statistics: CodecOf<"Statistics"> = /* @__PURE__ */ (() =>
  shapes_codec(
    shapes_struct({
      date: shapes_required(epochSeconds),
      users: shapes_required(integer),
      disabled: shapes_required(integer),
      active: shapes_required(active),
      registered: shapes_required(active),
      days: shapes_required(
        shapes_list(
          shapes_struct({ date: shapes_required(epochSeconds), users: shapes_required(integer) }),
        ),
      ),
      newest: shapes_required(
        shapes_list(
          shapes_openStruct({
            id: shapes_required(integer),
            displayName: shapes_optional(anyText),
            avatarUrl: shapes_optional(anyText),
            memberSince: shapes_optional(epochSeconds),
            lastUpdated: shapes_optional(epochSeconds),
            username: shapes_optional(anyText),
            email: shapes_optional(anyText),
            fullname: shapes_optional(anyText),
            lastActivity: shapes_optional(epochSeconds),
          }),
        ),
      ),
      failedSignIns: shapes_required(integer),
      lockedAccounts: shapes_required(integer),
      lockedAddresses: shapes_required(integer),
    }),
  ))();

export const TemplateUsages: CodecOf<"TemplateUsages"> = /* @__PURE__ */ (() =>
  shapes_codec(
    shapes_list(shapes_struct({ id: shapes_required(anyText), users: shapes_required(integer) })),
  ))();

export const UserExport: CodecOf<"UserExport"> = /* @__PURE__ */ (() =>
  shapes_codec(shapes_mapOf(shapes_anything())))();
