import type { PropertyDefinition } from "@knetik-users/core";
import { indent, key } from "./sourceText.ts";

/** Declared in the file if a schema uses them. */
export const schemaHelpers: { readonly [name: string]: string } = {
  anyProperty: "const anyProperty = Schema.toType(PropertySchema);",
  fileOf: `const fileOf = <const Type extends string>(type: Type) =>
  Schema.Struct({
    type: Schema.Literal(type),
    url: Schema.optional(Schema.String),
    fileType: Schema.optional(Schema.String),
    crc: Schema.optional(Schema.String),
    description: Schema.optional(Schema.String),
    unknownFields,
  });`,
  unknownFields:
    "const unknownFields = Schema.optional(Schema.Record(Schema.String, Schema.Unknown));",
};

interface Limits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** `.check(…)` for a value whose size is `measure`, or nothing without limits. */
const limited = (
  { min, max }: Limits,
  { type, measure, unit = "" }: { type: string; measure: string; unit?: string },
): string => {
  const conditions = [
    ...(min === undefined ? [] : [{ test: `${measure} >= ${min}`, text: `at least ${min}` }]),
    ...(max === undefined ? [] : [{ test: `${measure} <= ${max}`, text: `at most ${max}` }]),
  ];
  if (conditions.length === 0) return "";
  const test = conditions.map((each) => each.test).join(" && ");
  const expected = `${conditions.map((each) => each.text).join(" and ")}${unit}`;
  return `.check(\n  Schema.makeFilter((value: ${type}) => ${test}, {\n    expected: ${JSON.stringify(expected)},\n  }),\n)`;
};

const list = (item: string, limits: Limits, unit: string) =>
  `Schema.Array(${item})${limited(limits, {
    type: "ReadonlyArray<unknown>",
    measure: "value.length",
    unit: ` ${unit}`,
  })}`;

const struct = (fields: ReadonlyArray<readonly [name: string, schema: string]>) =>
  fields.length === 0
    ? "Schema.Struct({})"
    : `Schema.Struct({\n  ${indent(
        fields.map(([name, schema]) => `${name}: ${schema},`).join("\n"),
        "  ",
      )}\n})`;

const property = (type: string, field: string, schema: string) =>
  `${struct([
    ["type", `Schema.Literal("${type}")`],
    [field, schema],
  ]).slice(0, -"\n})".length)}\n  unknownFields,\n})`;

/** Whole seconds since 1970, as the API compares dates. */
const secondsOf = (date: Date | undefined) =>
  date === undefined ? undefined : Math.floor(date.getTime() / 1_000);

const valueOf = (definition: PropertyDefinition): string => {
  switch (definition.type) {
    case "text":
    case "formatted_text":
      return `Schema.String${limited(
        { max: definition.maxLength },
        { type: "string", measure: "Array.from(value).length", unit: " characters" },
      )}`;
    case "integer":
      return `Schema.Int${limited(definition, { type: "number", measure: "value" })}`;
    case "double":
      return `Schema.Finite${limited(definition, { type: "number", measure: "value" })}`;
    case "long":
      return `Schema.Union([Schema.Int, Schema.BigInt])${limited(definition, {
        type: "number | bigint",
        measure: "value",
      })}`;
    case "date":
      return `Schema.Date${limited(
        { min: secondsOf(definition.min), max: secondsOf(definition.max) },
        {
          type: "Date",
          measure: "Math.floor(value.getTime() / 1000)",
          unit: " seconds since 1970",
        },
      )}`;
    default:
      return "Schema.Boolean";
  }
};

const schemaOf = (definition: PropertyDefinition): string => {
  switch (definition.type) {
    case "unknown":
      return "anyProperty";
    case "list": {
      const { valueDefinition, minCount: min, maxCount: max } = definition;
      const item = valueDefinition === undefined ? "anyProperty" : schemaOf(valueDefinition);
      return property("list", "values", list(item, { min, max }, "values"));
    }
    case "map": {
      const { properties, allowAdditional = false } = definition;
      const members =
        properties === undefined
          ? "Schema.Record(Schema.String, anyProperty)"
          : schemaOfMembers(properties, allowAdditional);
      return property("map", "map", members);
    }
    case "file":
    case "image":
    case "audio":
    case "video":
      return `fileOf("${definition.type}")`;
    case "file_group":
    case "image_group":
    case "audio_group":
    case "video_group": {
      const { minCount: min, maxCount: max } = definition;
      const member = `fileOf("${definition.type.replace("_group", "")}")`;
      return property(definition.type, "files", list(member, { min, max }, "files"));
    }
    default:
      return property(definition.type, "value", valueOf(definition));
  }
};

/**
 * An Effect schema of properties by name. Definitions of a type that is not known are not checked. Names
 * that are not defined are dropped, or refused with Effect's option `onExcessProperty: "error"`.
 */
export const schemaOfMembers = (
  definitions: ReadonlyArray<PropertyDefinition>,
  isOpen: boolean,
): string => {
  const known = definitions.flatMap((definition) =>
    definition.type === "unknown" ? [] : [definition],
  );
  const members = known.map((definition) => {
    const schema = schemaOf(definition);
    return [
      key(definition.name),
      definition.required ? schema : `Schema.optionalKey(${schema})`,
    ] as const;
  });
  const object = struct(members);
  if (isOpen || known.length < definitions.length) {
    return `Schema.StructWithRest(${object}, [Schema.Record(Schema.String, anyProperty)])`;
  }
  return object;
};
