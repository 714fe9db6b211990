import {
  codecs,
  decodeWire,
  fileGroupKinds,
  fileKinds,
  type Property,
  type PropertyDefinition,
} from "@knetik-users/core/effect";
import * as Result from "effect/Result";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkProperty } from "./checkProperty.ts";
import { readProperties, writeProperties } from "./json.ts";

const named = { name: "p", required: false } as const;
const issues = (property: Property, definition: PropertyDefinition) =>
  checkProperty(["p"], property, definition).map(({ field }) => field);
const seconds = (value: number) => new Date(value * 1000);

const file = (type: (typeof fileKinds)[number]): Property => ({
  type,
  url: "u",
  fileType: "image/png",
});

/** A property of each type, a definition that allows it, and one that does not. */
const cases: ReadonlyArray<[Property, PropertyDefinition, PropertyDefinition, string]> = [
  ...(["text", "formatted_text"] as const).map(
    (type) =>
      [
        { type, value: "🦊🦊🦊" },
        { type, ...named, maxLength: 3 },
        { type, ...named, maxLength: 2 },
        "p.value",
      ] as [Property, PropertyDefinition, PropertyDefinition, string],
  ),
  ...(["integer", "long", "double"] as const).map(
    (type) =>
      [
        { type, value: 5 },
        { type, ...named, min: 5, max: 5 },
        { type, ...named, min: 6 },
        "p.value",
      ] as [Property, PropertyDefinition, PropertyDefinition, string],
  ),
  [
    { type: "date", value: seconds(10) },
    { type: "date", ...named, min: seconds(10), max: seconds(10) },
    { type: "date", ...named, max: seconds(9) },
    "p.value",
  ],
  [
    { type: "boolean", value: false },
    { type: "boolean", ...named },
    { type: "text", ...named },
    "p.type",
  ],
  ...fileKinds.map(
    (type) =>
      [
        file(type),
        { type, ...named, fileType: "image/jpeg, IMAGE/PNG", maxFileSize: 1 },
        { type, ...named, fileType: "audio/*" },
        "p.file_type",
      ] as [Property, PropertyDefinition, PropertyDefinition, string],
  ),
  ...fileGroupKinds.map((type, index) => {
    const member = fileKinds[index] ?? "file";
    return [
      { type, files: [file(member), file(member)] },
      { type, ...named, minCount: 2, maxCount: 2, fileType: "image/*" },
      { type, ...named, maxCount: 1 },
      "p.files",
    ] as [Property, PropertyDefinition, PropertyDefinition, string];
  }),
  [
    { type: "list", values: [{ type: "integer", value: 1 }] },
    { type: "list", ...named, minCount: 1, valueDefinition: { type: "integer", ...named } },
    { type: "list", ...named, minCount: 2 },
    "p.values",
  ],
  [
    { type: "map", map: { a: { type: "text", value: "" } } },
    { type: "map", ...named, properties: [{ type: "text", name: "a", required: true }] },
    { type: "map", ...named, properties: [] },
    "p.map.a",
  ],
];

describe.each(cases)("%j", (property, met, unmet, field) => {
  it("meets its definition", () => {
    expect(issues(property, met)).toEqual([]);
  });
  it("is rejected beyond its limits", () => {
    expect(issues(property, unmet)).toEqual([field]);
  });
  it("is rejected if another type is defined", () => {
    const other = property.type === "boolean" ? "text" : "boolean";
    expect(issues(property, { type: other, ...named })).toEqual(["p.type"]);
  });
});

it("covers every property type", () => {
  expect(new Set(cases.map(([{ type }]) => type)).size).toBe(17);
});

describe("nested properties", () => {
  it("are rejected where they occur", () => {
    const definition: PropertyDefinition = {
      type: "list",
      ...named,
      valueDefinition: {
        type: "map",
        ...named,
        properties: [{ type: "integer", name: "n", required: true, max: 3 }],
      },
    };
    const map = (value: number): Property => ({
      type: "map",
      map: { n: { type: "integer", value } },
    });
    const property: Property = { type: "list", values: [map(3), map(4), { type: "map", map: {} }] };
    expect(issues(property, definition)).toEqual(["p.values.1.map.n.value", "p.values.2.map.n"]);
  });

  it("of a map without definitions may be anything", () => {
    const property: Property = { type: "map", map: { a: { type: "boolean", value: true } } };
    expect(issues(property, { type: "map", ...named })).toEqual([]);
    expect(issues(property, { type: "map", ...named, allowAdditional: false })).toEqual([
      "p.map.a",
    ]);
  });
});

describe("unknown property types", () => {
  const hologram: Property = { type: "unknown", wire: { type: "hologram" } };
  it("are rejected unless the type allows them", () => {
    expect(issues(hologram, { type: "text", ...named })).toEqual(["p.type"]);
    const definition: PropertyDefinition = {
      type: "unknown",
      wire: { type: "hologram", name: "p" },
    };
    expect(issues(hologram, definition)).toEqual([]);
  });
  it("are distinguished from known types with an invalid value", () => {
    const broken: Property = { type: "unknown", wire: { type: "text", value: 5 } };
    const [issue] = checkProperty(["p"], broken, { type: "text", ...named });
    expect(issue).toEqual({ field: "p", message: "is not a well-formed property of type text" });
  });
});

it("integers have 32 bits, longs 64", () => {
  const large = 2_147_483_648;
  expect(issues({ type: "integer", value: large }, { type: "integer", ...named })).toEqual([
    "p.value",
  ]);
  for (const value of [large, 2n ** 63n - 1n]) {
    expect(issues({ type: "long", value }, { type: "long", ...named })).toEqual([]);
  }
  const atMost = { type: "long", ...named, max: 2 ** 53 } as const;
  expect(issues({ type: "long", value: 2n ** 53n + 1n }, atMost)).toEqual(["p.value"]);
});

describe("stored properties", () => {
  const { property } = fc.letrec<{ property: unknown }>((tie) => ({
    property: fc.oneof(
      { maxDepth: 3 },
      fc.record({ type: fc.constantFrom("text", "formatted_text"), value: fc.string() }),
      fc.record({ type: fc.constantFrom("integer", "long", "date"), value: fc.integer() }),
      fc.record({ type: fc.constant("boolean"), value: fc.boolean() }),
      fc.record({ type: fc.constantFrom(...fileKinds), url: fc.webUrl(), more: fc.jsonValue() }),
      fc.record({ type: fc.constant("hologram"), anything: fc.jsonValue() }),
      fc.record({ type: fc.constant("list"), values: fc.array(tie("property"), { maxLength: 3 }) }),
      fc.record({ type: fc.constant("map"), map: fc.dictionary(fc.string(), tie("property")) }),
    ),
  }));

  it("are the JSON that was sent", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), property), (sent) => {
        const wire: unknown = JSON.parse(JSON.stringify(sent));
        const decoded = Result.getOrThrow(decodeWire(codecs.AdditionalProperties, wire));
        const stored = writeProperties(decoded);
        expect(JSON.parse(stored)).toEqual(wire);
        expect(writeProperties(readProperties(stored))).toBe(stored);
      }),
    );
  });
});
