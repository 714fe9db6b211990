import fc from "fast-check";
import * as Result from "effect/Result";
import { describe, expect, it } from "vitest";
import type { Property } from "../models/property.ts";
import * as codecs from "../compiled/codecs.ts";
import type { User } from "../models/user.ts";
import { canonical } from "../../test/support/canonical.ts";
import { bodyOf } from "../../test/support/exchange.ts";
import { decodeWire, encodeWire } from "./response.ts";

type Json = { readonly [name: string]: unknown };

const read = (json: unknown): User =>
  Result.getOrThrowWith(
    decodeWire(codecs.User, json),
    (issues) => new Error(`Refused: ${JSON.stringify(issues)}`),
  );
const write = (user: User): unknown => encodeWire(codecs.User, user);
const expectSame = (written: unknown, json: unknown) => {
  expect(canonical(written)).toBe(canonical(json));
};

/** Names that break naive code, and any other. */
const name = fc.oneof(
  fc.constantFrom(
    ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"],
    ...["display_name", "displayName", "file_type", "fileType", "type", "value", "wire", "id"],
    ...["unknown_fields", "unknownFields", "additional_properties", "a_b", "aB", "A_B", "", "0"],
  ),
  fc.string({ unit: "binary" }),
);
const record = (value: fc.Arbitrary<unknown>, except: ReadonlyArray<string> = []) =>
  fc
    .array(fc.tuple(name, value), { maxLength: 5 })
    .map((entries): Json => Object.fromEntries(entries.filter(([key]) => !except.includes(key))));
const json = fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown);

const fileFields = ["url", "file_type", "crc", "description"];
const file = (type: string) =>
  fc
    .tuple(
      record(json, ["type", ...fileFields]),
      fc.record(
        {
          url: fc.webUrl(),
          file_type: fc.string(),
          crc: fc.string(),
          description: fc.string(),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([unknown, known]) => ({ ...unknown, ...known, type }));
const valued = (type: string, value: fc.Arbitrary<unknown>) =>
  fc
    .tuple(record(json, ["type", "value"]), value)
    .map(([unknown, given]) => ({ ...unknown, type, value: given }));

const fileKinds = ["file", "image", "audio", "video"];
const known = [
  ...["text", "formatted_text", "integer", "long", "double", "boolean", "date", "list", "map"],
  ...fileKinds,
  ...fileKinds.map((kind) => `${kind}_group`),
];
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const seconds = fc.integer({ min: -8_640_000_000_000, max: 8_640_000_000_000 });

const { property } = fc.letrec((tie) => ({
  property: fc.oneof(
    { maxDepth: 3 },
    valued("text", fc.string()),
    valued("formatted_text", fc.string()),
    valued("integer", fc.integer()),
    valued(
      "long",
      fc.oneof(fc.maxSafeInteger(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n })),
    ),
    valued("double", double),
    valued("boolean", fc.boolean()),
    valued("date", seconds),
    fc.constantFrom(...fileKinds).chain(file),
    fc
      .constantFrom(...fileKinds)
      .chain((kind) =>
        fc
          .tuple(record(json, ["type", "files"]), fc.array(file(kind), { maxLength: 3 }))
          .map(([unknown, files]) => ({ ...unknown, type: `${kind}_group`, files })),
      ),
    fc
      .tuple(record(json, ["type", "values"]), fc.array(tie("property"), { maxLength: 3 }))
      .map(([unknown, values]) => ({ ...unknown, type: "list", values })),
    fc
      .tuple(record(json, ["type", "map"]), record(tie("property")))
      .map(([unknown, map]) => ({ ...unknown, type: "map", map })),
    tie("unknown"),
  ),
  // A property whose type is unknown or missing.
  unknown: fc
    .tuple(
      record(json, ["type"]),
      fc.oneof(
        name.filter((type) => !known.includes(type)).map((type) => ({ type })),
        fc.constant({}),
        fc.constantFrom({ type: null }, { type: 5 }, { type: ["text"] }, { type: "unknown" }),
      ),
    )
    .map(([rest, type]) => ({ ...rest, ...type })),
}));

const userFields = [
  ...["id", "username", "email", "display_name", "avatar_url", "fullname", "first_name"],
  ...["last_name", "description", "gender", "date_of_birth", "mobile_number", "address"],
  ...["address2", "city", "state", "postal_code", "country_code", "currency_code"],
  ...["language_code", "timezone_code", "tags", "template", "additional_properties"],
  ...["children", "parents", "member_since", "last_updated", "last_activity"],
];

describe("reading and writing", () => {
  it("keeps every known field", () => {
    const wire = Object.fromEntries(userFields.map((field) => [field, `a ${field}`]));
    const user = {
      ...wire,
      id: 7,
      date_of_birth: -86_400,
      tags: ["a_b", "aB"],
      additional_properties: {},
      children: [{ id: 1, display_name: "Child", relationship_id: 2, context: "c" }],
      parents: [],
      member_since: 1,
      last_updated: 1_700_000_000,
      last_activity: 0,
    };
    const value = read(user);
    expect(Object.keys(value)).toHaveLength(userFields.length);
    expect(value).toMatchObject({
      displayName: "a display_name",
      address2: "a address2",
      lastUpdated: new Date(1_700_000_000_000),
      lastActivity: new Date(0),
      dateOfBirth: new Date("1969-12-31T00:00:00Z"),
      children: [{ displayName: "Child", relationshipId: 2 }],
    });
    expect(value).not.toHaveProperty("unknownFields");
    expectSame(write(value), user);
  });

  it("keeps unknown fields under their own names", () => {
    fc.assert(
      fc.property(record(json, userFields), (unknown) => {
        const wire = { ...unknown, id: 7, display_name: "Ada" };
        const user = read(wire);
        expect(user).toMatchObject({ id: 7, displayName: "Ada" });
        expectSame(user.unknownFields ?? {}, unknown);
        expectSame(write(user), wire);
      }),
    );
  });

  it("keeps customers' property names and every kind of property", () => {
    fc.assert(
      fc.property(record(property), (additional_properties) => {
        const wire = { id: 7, additional_properties };
        const user = read(wire);
        expect(Object.keys(user.additionalProperties ?? {}).sort()).toEqual(
          Object.keys(additional_properties).sort(),
        );
        expectSame(write(user), wire);
      }),
      { numRuns: 300 },
    );
  });

  it("sees an unknown kind as type `unknown` with what the API sent", () => {
    fc.assert(
      fc.property(record(json, ["type"]), (rest) => {
        const sent = { ...rest, type: "hologram" };
        const user = read({ id: 7, additional_properties: { p: sent } });
        const found = user.additionalProperties?.["p"];
        expect(found?.type).toBe("unknown");
        expectSame(found?.type === "unknown" && found.wire, sent);
      }),
    );
  });

  it("keeps a property whose kind is called `unknown`, whatever it holds", () => {
    for (const rest of [{}, { wire: { a_b: 1 } }, { wire: { type: "text" }, more: 2 }]) {
      const sent = { type: "unknown", ...rest };
      const user = read({ id: 7, additional_properties: { p: sent } });
      expect(user.additionalProperties?.["p"]).toEqual({ type: "unknown", wire: sent });
      expectSame(write(user), { id: 7, additional_properties: { p: sent } });
    }
  });

  it("does not touch prototypes", () => {
    const wire = JSON.parse(
      '{"id":7,"__proto__":{"polluted":1},"additional_properties":{"__proto__":{"type":"text","value":"x","__proto__":{"polluted":2}},"constructor":{"type":"boolean","value":true}}}',
    ) as unknown;
    const user = read(wire);
    expect(({} as Json)["polluted"]).toBeUndefined();
    expect((user as unknown as Json)["polluted"]).toBeUndefined();
    expect(Object.getPrototypeOf(user.additionalProperties)).toBe(Object.prototype);
    expect(Object.keys(user.additionalProperties ?? {})).toEqual(["__proto__", "constructor"]);
    expectSame(write(user), wire);
  });

  it.each<[string, Json]>([
    ["text", { value: 5 }],
    ["text", {}],
    ["text", { value: null }],
    ["formatted_text", { value: ["x"] }],
    ["integer", { value: 1.5 }],
    ["integer", { value: "1" }],
    ["long", { value: "9007199254740993" }],
    ["double", { value: "1.5" }],
    ["boolean", { value: "true" }],
    ["boolean", { value: 0 }],
    ["date", { value: "2026-01-01" }],
    ["date", { value: 1e15 }],
    ["image", { url: 5 }],
    ["video", { file_type: {} }],
    ["file_group", {}],
    ["file_group", { files: {} }],
    ["image_group", { files: [{ type: "image" }, { type: "video" }] }],
    ["image_group", { files: [{ type: "image", url: 5 }] }],
    ["audio_group", { files: ["a.mp3"] }],
    ["list", { values: {} }],
    ["map", { map: [] }],
  ])("keeps a malformed %s (%j) as type `unknown`", (type, fields) => {
    const sent = { type, ...fields, file_type: fields["file_type"] ?? "f", a_b: null };
    const wire = { id: 7, additional_properties: { my_own: sent } };
    const user = read(wire);
    expect(user.additionalProperties?.["my_own"]).toEqual({ type: "unknown", wire: sent });
    expectSame(write(user), wire);
  });

  it("keeps valid parts beside malformed ones", () => {
    const user = read({
      id: 7,
      additional_properties: {
        list: {
          type: "list",
          values: [{ type: "text", value: "x" }, { type: "text", value: 1 }, { type: "hologram" }],
        },
      },
    });
    expect(user.additionalProperties?.["list"]).toEqual({
      type: "list",
      values: [
        { type: "text", value: "x" },
        { type: "unknown", wire: { type: "text", value: 1 } },
        { type: "unknown", wire: { type: "hologram" } },
      ],
    });
  });

  it.each([[null], ["plain"], [5], [true], [[]]])("keeps %j in place of a property", (odd) => {
    const wire = {
      id: 7,
      additional_properties: {
        odd,
        list: { type: "list", values: [odd] },
        map: { type: "map", map: { a_b: odd } },
      },
    };
    const user = read(wire);
    const kept = { type: "unknown", wire: odd };
    expect(user.additionalProperties).toEqual({
      odd: kept,
      list: { type: "list", values: [kept] },
      map: { type: "map", map: { a_b: kept } },
    });
    expectSame(write(user), wire);
  });

  it("treats null as absent in known fields, and keeps it in unknown ones", () => {
    const nulls = Object.fromEntries(userFields.map((field) => [field, null]));
    const user = read({ ...nulls, id: 7, from_later: null });
    expect(user).toEqual({ id: 7, unknownFields: { from_later: null } });
    expect(write(user)).toEqual({ id: 7, from_later: null });
    const image = { type: "image", url: "u", crc: null };
    expect(read({ id: 7, additional_properties: { image } }).additionalProperties).toEqual({
      image: { type: "image", url: "u" },
    });
  });

  it("rejects values of another shape, by wire name", () => {
    const fieldsOf = (wire: unknown) => {
      const decoded = decodeWire(codecs.User, wire);
      return Result.isFailure(decoded) ? decoded.failure.map(({ field }) => field) : [];
    };
    expect(fieldsOf({ id: "7" })).toEqual(["id"]);
    expect(fieldsOf({ id: 7, display_name: 5 })).toEqual(["display_name"]);
    expect(fieldsOf({ id: 7, children: [{ id: 1 }, { id: 1, avatar_url: {} }] })).toEqual([
      "children.1.avatar_url",
    ]);
    for (const wire of [null, undefined, 5, "x", [], [{ id: 7 }]]) {
      expect(fieldsOf(wire)).toEqual([""]);
    }
    expect(fieldsOf({})).toEqual(["id"]);
    expect(fieldsOf({ id: 7, additional_properties: [] })).toEqual(["additional_properties"]);
  });

  it("keeps unknown fields in the rows of a page", () => {
    const page = {
      content: [{ id: 1, member_since: 5, shoe_size: 44 }, { id: 2 }],
      total_elements: 2,
      sort: [{ property: "id", direction: "SIDEWAYS", ignore_case: true, null_handling: "ODD" }],
    };
    const decoded = Result.getOrThrow(decodeWire(codecs.UserPage, page));
    expect(decoded).toEqual({
      content: [
        { id: 1, memberSince: new Date(5_000), unknownFields: { shoe_size: 44 } },
        { id: 2 },
      ],
      totalElements: 2,
      sort: [{ property: "id", direction: "SIDEWAYS", ignoreCase: true, nullHandling: "ODD" }],
    });
    expect(encodeWire(codecs.UserPage, decoded)).toEqual(page);
  });

  it("keeps unknown types, nested definitions and names in templates", () => {
    const template = {
      id: "player",
      name: "Player",
      allow_additional: true,
      created_date: 1,
      later: { a_b: 1 },
      properties: [
        { type: "text", name: "nick_name", required: true, max_length: 5, friendly_name: "Nick" },
        { type: "date", name: "born", required: false, min: 0, max: 86_400 },
        {
          type: "list",
          name: "friends",
          required: false,
          min_count: 1,
          value_definition: { type: "hologram", name: "x", required: true, max_length: 5 },
        },
        {
          type: "map",
          name: "m",
          required: false,
          allow_additional: false,
          properties: [
            {
              type: "image_group",
              name: "pics",
              required: true,
              file_type: "png",
              max_file_size: 1,
              min_width: 2,
              field_list: {
                property_type: "x",
                property_definition_fields: [
                  { name: "n", inner_type: "t", inner_type_fields: [{ valid_values: ["a_b"] }] },
                ],
                later: 1,
              },
            },
          ],
        },
        { type: "text", name: 5, required: true },
      ],
    };
    const decoded = Result.getOrThrow(decodeWire(codecs.UserTemplate, template));
    expect(decoded.properties?.map(({ type }) => type)).toEqual([
      "text",
      "date",
      "list",
      "map",
      "unknown",
    ]);
    expect(decoded.properties?.[1]).toMatchObject({ max: new Date(86_400_000) });
    expect(decoded.properties?.[2]).toMatchObject({ valueDefinition: { type: "unknown" } });
    expectSame(encodeWire(codecs.UserTemplate, decoded), template);
  });
});

describe("writing", () => {
  it("omits read-only fields", () => {
    const user = read({
      id: 7,
      username: "ada",
      children: [{ id: 1 }],
      parents: [{ id: 2 }],
      member_since: 1,
      last_updated: 2,
      last_activity: 3,
      shoe_size: 44,
    });
    expect(bodyOf("updateUser", 7, { ...user, displayName: "Ada" })).toEqual({
      username: "ada",
      display_name: "Ada",
      shoe_size: 44,
    });
    const template = Result.getOrThrow(
      decodeWire(codecs.UserTemplate, {
        id: "t",
        name: "T",
        created_date: 1,
        updated_date: 2,
        later: 3,
      }),
    );
    expect(bodyOf("updateUserTemplate", "t", template)).toEqual({ name: "T", later: 3 });
    expect(bodyOf("createUserTemplate", template)).toEqual({ id: "t", name: "T", later: 3 });
  });

  it("writes null only to clear a field, and omits undefined", () => {
    expect(
      bodyOf("updateUser", 7, {
        displayName: null,
        dateOfBirth: null,
        tags: null,
        additionalProperties: null,
        city: undefined,
        gender: "",
      }),
    ).toEqual({
      display_name: null,
      date_of_birth: null,
      tags: null,
      additional_properties: null,
      gender: "",
    });
  });

  it("prefers a known field to an unknown one of the same wire name", () => {
    expect(
      bodyOf("updateUser", 7, { displayName: "Ada", unknownFields: { display_name: "Eve" } }),
    ).toEqual({ display_name: "Ada" });
  });

  it("writes a date as whole seconds, rounded down", () => {
    const born: Property = { type: "date", value: new Date(-1) };
    expect(
      bodyOf("updateUser", 7, { dateOfBirth: new Date(1_999), additionalProperties: { born } }),
    ).toEqual({
      date_of_birth: 1,
      additional_properties: { born: { type: "date", value: -1 } },
    });
  });
});
