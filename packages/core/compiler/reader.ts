import type * as SchemaAST from "effect/SchemaAST";
import { toSnakeCase } from "../src/models/fieldNames.ts";
import { conversionOf } from "../src/schemas/converted.ts";
import { ruleOf } from "./checks.ts";
import { fieldOf, type SchemaField } from "./fields.ts";

/** Types of JSON that `typeof` tells apart. */
const types: { readonly [Tag in SchemaAST.AST["_tag"]]?: string } = {
  String: "string",
  Number: "number",
  Boolean: "boolean",
};

/** Conversions that succeed for every JSON that meets its checks. */
const total = new Set(["epochSeconds"]);

/** Conditions of `models/rules.ts` as expressions; undefined if one of them is not about numbers. */
const conditions = (ast: SchemaAST.AST, value: string): ReadonlyArray<string> | undefined => {
  const all = (ast.checks ?? []).map(({ annotations }) => ruleOf(annotations));
  const isBounded = all.some((rule) => rule.startsWith("rules.between("));
  const rules = all.filter((rule) => !isBounded || rule !== "rules.isFinite");
  const known = rules.flatMap((rule) => {
    const [, minimum, maximum] = /^rules\.between\((.+), (.+)\)$/.exec(rule) ?? [];
    if (minimum !== undefined) return `${value} >= ${minimum} && ${value} <= ${String(maximum)}`;
    if (rule === "rules.isInteger") return `Number.isSafeInteger(${value})`;
    return rule === "rules.isFinite" ? `Number.isFinite(${value})` : [];
  });
  return known.length === rules.length ? known : undefined;
};

/** Code for a field whose JSON is a text, a number or a boolean; undefined for others. */
const plainField = ({ name, value: ast, ...field }: SchemaField): string | undefined => {
  const link = ast.encoding?.[0];
  const json = link === undefined ? ast : link.to;
  const type = types[json._tag];
  const conversion = link && conversionOf(link.transformation);
  if (type === undefined || field.isReadOnly) return undefined;
  if (link && (ast.checks !== undefined || !total.has(conversion ?? ""))) return undefined;
  const checks = conditions(json, name);
  if (checks === undefined) return undefined;
  const isValid = [`typeof ${name} === "${type}"`, ...checks].join(" && ");
  const converted = conversion === undefined ? name : `conversions.${conversion}.decode(${name})`;
  const read = `if (${isValid}) out["${name}"] = ${converted}; else`;
  const orNull = field.isNullable ? `if (${name} === null) out["${name}"] = null; else` : "";
  const lines = field.isOptional
    ? `if (${name} !== undefined) { known += 1; ${read} ${orNull || `if (${name} !== null)`} return -1; }`
    : `${read} ${orNull} return -1;`;
  return `const ${name} = json["${toSnakeCase(name)}"]; ${lines}`;
};

/**
 * The function that reads all fields of a model; undefined if one of them is not plain. See `openStruct`.
 */
export const readerOf = (
  signatures: ReadonlyArray<SchemaAST.PropertySignature>,
): string | undefined => {
  const fields = signatures.map(fieldOf);
  const codes = fields.map(plainField);
  if (codes.includes(undefined)) return undefined;
  const required = fields.filter(({ isOptional }) => !isOptional).length;
  return `(json, out) => { let known = ${required}; ${codes.join(" ")} return known; }`;
};
