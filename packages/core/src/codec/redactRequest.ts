import * as SchemaAST from "effect/SchemaAST";
import { toSnakeCase } from "../models/fieldNames.ts";
import { schemaOf } from "../compiled/schemaOf.ts";
import { isSensitive } from "../schemas/sensitive.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { queryParametersOf } from "./queryParameters.ts";

const placeholder = "<redacted>";

/** Maximum depth of a copy. The API needs less, and consumers may be recursive. */
const maxDepth = 40;

/** Copies JSON, replacing values below the maximum depth. */
const copy = (value: unknown, depth: number): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (depth > maxDepth) return placeholder;
  if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, copy(item, depth + 1)]),
  );
};

/** All schemas that a value may have, with unions and references resolved. */
const alternatives = (ast: SchemaAST.AST): ReadonlyArray<SchemaAST.AST> => {
  if (isSensitive(ast)) return [ast];
  if (SchemaAST.isUnion(ast)) return ast.types.flatMap(alternatives);
  return SchemaAST.isSuspend(ast) ? alternatives(ast.thunk()) : [ast];
};

const isLeaf = (ast: SchemaAST.AST) => !SchemaAST.isObjects(ast) && !SchemaAST.isArrays(ast);

/** The visible parts of a value that has one of several schemas. */
interface Plan {
  readonly hidden: boolean;
  /** Primitive values are allowed. */
  readonly leaf: boolean;
  /** Any value is allowed; the contract does not describe it. */
  readonly any: boolean;
  /** A map with the customer's names; the contract does not describe its values. */
  readonly map: boolean;
  readonly items: (() => Plan) | undefined;
  /** Fields by wire name; undefined if no object is expected. */
  readonly fields: ReadonlyMap<string, () => Plan> | undefined;
}

const lazily = (asts: ReadonlyArray<SchemaAST.AST>) => {
  let plan: Plan | undefined;
  return () => (plan ??= planOf(asts));
};

const fieldsOf = (objects: ReadonlyArray<SchemaAST.Objects>) => {
  const types = new Map<string, Array<SchemaAST.AST>>();
  for (const { name, type } of objects.flatMap(({ propertySignatures }) => propertySignatures)) {
    if (name === "unknownFields") continue;
    const wireName = toSnakeCase(String(name));
    types.set(wireName, [...(types.get(wireName) ?? []), type]);
  }
  return new Map(Array.from(types, ([wireName, asts]) => [wireName, lazily(asts)]));
};

const makePlan = (possible: ReadonlyArray<SchemaAST.AST>): Plan => {
  const objects = possible.filter(SchemaAST.isObjects);
  const items = possible.filter(SchemaAST.isArrays).flatMap(({ rest }) => rest);
  return {
    hidden: possible.some(isSensitive),
    leaf: possible.some(isLeaf),
    any: possible.some(SchemaAST.isUnknown),
    map: objects.some(({ indexSignatures }) => indexSignatures.length > 0),
    items: items.length === 0 ? undefined : lazily(items),
    fields: objects.length === 0 ? undefined : fieldsOf(objects),
  };
};

// Cached per combination of schemas, so that a large body is processed in linear time and recursive
// schemas terminate.
const astIds = new WeakMap<SchemaAST.AST, number>();
const plans = new Map<string, Plan>();
let lastAstId = 0;

const astIdOf = (ast: SchemaAST.AST): number => {
  const known = astIds.get(ast) ?? (lastAstId += 1);
  astIds.set(ast, known);
  return known;
};

const planOf = (asts: ReadonlyArray<SchemaAST.AST>): Plan => {
  const possible = [...new Set(asts.flatMap(alternatives))];
  const key = possible.map(astIdOf).join();
  const plan = plans.get(key) ?? makePlan(possible);
  plans.set(key, plan);
  return plan;
};

const redact = (plan: Plan, value: unknown, depth: number): unknown => {
  if (plan.hidden || depth > maxDepth) return placeholder;
  if (typeof value !== "object" || value === null) {
    return value === null || plan.leaf ? value : placeholder;
  }
  if (plan.any) return copy(value, depth);
  if (Array.isArray(value)) {
    const items = plan.items?.();
    return items === undefined
      ? placeholder
      : value.map((item: unknown) => redact(items, item, depth + 1));
  }
  if (plan.map) return copy(value, depth);
  const { fields } = plan;
  if (fields === undefined) return placeholder;
  return Object.fromEntries(
    Object.entries(value).map(([wireName, item]) => {
      const field = fields.get(wireName);
      return [wireName, field === undefined ? placeholder : redact(field(), item, depth + 1)];
    }),
  );
};

/**
 * Copies a request body for a log, replacing passwords, tokens and secrets. Fields that the contract does
 * not know are replaced too, because a misspelt `passwort` is also a password. Custom properties are
 * kept.
 */
export const redactBody = ({ body }: Endpoint, wire: unknown): unknown => {
  if (body === undefined) return wire === undefined ? undefined : placeholder;
  const plan = planOf([SchemaAST.toType(schemaOf(body.codec).ast)]);
  if (body.format !== "wrapped") return redact(plan, wire, 0);
  if (typeof wire !== "object" || wire === null || Array.isArray(wire)) return placeholder;
  return Object.fromEntries(
    Object.entries(wire).map(([name, value]) => [
      name,
      name === "value" ? redact(plan, value, 1) : placeholder,
    ]),
  );
};

/**
 * Copies query parameters for a log, replacing the values of those that the contract does not know.
 */
export const redactQuery = (
  { query: definition }: Endpoint,
  query: Iterable<readonly [name: string, value: string]>,
): ReadonlyArray<readonly [name: string, value: string]> => {
  const known = new Set([
    ...queryParametersOf(definition),
    ...Object.values(definition?.filters ?? {}),
  ]);
  return Array.from(query, ([name, value]) => [name, known.has(name) ? value : placeholder]);
};
