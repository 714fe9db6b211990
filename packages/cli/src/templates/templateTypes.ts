import { isRecord } from "@knetik-users/core/bulk";
import type { PropertyDefinition, UserTemplate } from "@knetik-users/core";
import { codecs, encodeWire } from "@knetik-users/core/effect";
import { stringifyJson } from "@knetik-users/core";
import { comment, indent, key } from "./sourceText.ts";
import { schemaHelpers, schemaOfMembers } from "./templateSchemas.ts";

/** Parts of a definition that are in the type itself. */
const inType = new Set([
  "type",
  "name",
  "required",
  "value_definition",
  "properties",
  "allow_additional",
]);
/** Parts for forms. */
const forForms = new Set([
  "field_list",
  "friendly_name",
  "description",
  "options_url",
  "option_label_path",
  "option_value_path",
]);

const limitsOf = (definition: PropertyDefinition): string => {
  const [wire] = encodeWire(codecs.PropertyDefinitions, [definition]) as ReadonlyArray<unknown>;
  return Object.entries(isRecord(wire) ? wire : {})
    .filter(([name]) => !inType.has(name) && !forForms.has(name))
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : stringifyJson(value)}`)
    .join(", ");
};

const anyProperty = "Property";
/** An intersection, because an index signature would have to allow what optional members allow. */
const additional = "AdditionalProperties";

const typeOf = (definition: PropertyDefinition): string => {
  switch (definition.type) {
    case "unknown":
      return anyProperty;
    case "list":
      return definition.valueDefinition === undefined
        ? 'Kind<"list">'
        : `ListOf<${typeOf(definition.valueDefinition)}>`;
    case "map":
      return definition.properties === undefined
        ? 'Kind<"map">'
        : `MapOf<${membersOf(definition.properties, definition.allowAdditional === true)}>`;
    default:
      return `Kind<"${definition.type}">`;
  }
};

const memberOf = (definition: PropertyDefinition): string => {
  if (definition.type === "unknown") return "";
  const limits = limitsOf(definition);
  const about = [
    definition.description,
    limits === "" ? undefined : `${definition.type}: ${limits}`,
  ]
    .filter((text) => text !== undefined && text !== "")
    .map((text) => comment(text ?? ""))
    .join(" ");
  const doc = about === "" ? "" : `/** ${about} */\n`;
  return `${doc}readonly ${key(definition.name)}${definition.required ? "" : "?"}: ${typeOf(definition)};`;
};

/** The members of an object type. Definitions of a type that is not known are not described. */
const membersOf = (definitions: ReadonlyArray<PropertyDefinition>, isOpen: boolean): string => {
  const isComplete = definitions.every(({ type }) => type !== "unknown");
  const members = definitions.map(memberOf).filter((text) => text !== "");
  const object = `{\n  ${indent(members.join("\n"), "  ")}\n}`;
  if (!isOpen && isComplete) return members.length === 0 ? "{}" : object;
  return members.length === 0 ? additional : `${object} & ${additional}`;
};

/** `premium player` → `PremiumPlayer`, different from the names before. */
const makeTypeName = () => {
  // The file has types of these names: `TemplateProperties`, `AdditionalProperties`.
  const used = new Set(["Template", "Additional"]);
  return (id: string): string => {
    const words = id.split(/(?:[^\p{ID_Continue}]|_)+/u).filter((word) => word !== "");
    const camel = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
    const base = /^\p{ID_Start}/u.test(camel) ? camel : `Template${camel}`;
    let name = base;
    for (let number = 2; used.has(name); number += 1) name = `${base}${number}`;
    used.add(name);
    return name;
  };
};

/** Declared in the file if it uses them; what they import from the core. */
const helpers = {
  Kind: {
    uses: ["Property"],
    text: 'type Kind<Type extends Property["type"]> = Extract<Property, { readonly type: Type }>;',
  },
  ListOf: {
    uses: ["ListProperty"],
    text: 'type ListOf<Item> = Omit<ListProperty, "values"> & { readonly values: ReadonlyArray<Item> };',
  },
  MapOf: {
    uses: ["MapProperty"],
    text: 'type MapOf<Members> = Omit<MapProperty, "map"> & { readonly map: Members };',
  },
};

/** The helpers whose name is in a text, and those that they use themselves. */
const helpersIn = (text: string): ReadonlyArray<string> => {
  const helpersOf = Object.entries(schemaHelpers).filter(([name]) => text.includes(name));
  const withTheirs = [text, ...helpersOf.map(([, helper]) => helper)].join("\n");
  return Object.entries(schemaHelpers)
    .filter(([name]) => withTheirs.includes(name))
    .map(([, helper]) => helper)
    .reverse();
};

const header = (body: string): string => {
  const schemas = helpersIn(body);
  const used = Object.entries(helpers).flatMap(([name, helper]) =>
    body.includes(`${name}<`) ? [helper] : [],
  );
  const imports = [
    ...(body.includes(additional) ? [additional] : []),
    ...used.flatMap(({ uses }) => uses),
    ...(body.includes(`: ${anyProperty};`) ? [anyProperty] : []),
  ];
  const names = [...new Set(imports)].sort();
  const from = 'from "@knetik-users/core";';
  return [
    "// Generated by `knetik-users templates types`. Run it again instead of editing this file.",
    ...(body.includes("Schema.") ? ['import * as Schema from "effect/Schema";'] : []),
    ...(names.length === 0 ? [] : [`import type { ${names.join(", ")} } ${from}`]),
    ...(body.includes("anyProperty")
      ? ['import { PropertySchema } from "@knetik-users/core/effect";']
      : []),
    "",
    ...used.map(({ text }) => text),
    ...schemas,
    "",
  ].join("\n");
};

const footer = `/** A user, or the input of one, with the properties of its template. */
export type Typed<User extends object, Template extends keyof TemplateProperties> = Omit<
  User,
  "template" | "additionalProperties"
> & {
  readonly template: Template;
  readonly additionalProperties: TemplateProperties[Template];
};
`;

/**
 * TypeScript types of templates, the same text for the same templates.
 *
 * @param schemas - `true` adds an Effect schema of each type.
 */
export const templateTypes = (
  templates: ReadonlyArray<UserTemplate>,
  { schemas = false }: { readonly schemas?: boolean } = {},
): string => {
  const typeName = makeTypeName();
  const named = [...templates]
    .sort((one, other) => (one.id < other.id ? -1 : 1))
    .map((template) => ({ template, name: `${typeName(template.id)}Properties` }));
  const types = named.map(({ template, name }) => {
    const { id, properties = [], allowAdditional = false } = template;
    const others = `Others are ${allowAdditional ? "" : "not "}allowed.`;
    return `/** Properties of the template ${comment(id)} (${comment(template.name)}). ${others} */
export type ${name} = ${membersOf(properties, allowAdditional)};
${
  schemas
    ? `export const ${name}Schema: Schema.Codec<${name}> = ${schemaOfMembers(properties, allowAdditional)};
`
    : ""
}`;
  });
  const index = named.map(({ template, name }) => `  readonly ${key(template.id)}: ${name};`);
  const body = [
    ...types,
    `/** The properties of each template, by its id. */\nexport interface TemplateProperties {\n${index.join("\n")}\n}\n`,
    footer,
  ].join("\n");
  return `${header(body)}\n${body}`;
};
