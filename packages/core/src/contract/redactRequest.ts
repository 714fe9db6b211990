import * as SchemaAST from "effect/SchemaAST";
import { toSnakeCase } from "../model/names.ts";
import { isSensitive } from "../model/sensitive.ts";
import type { Endpoint } from "./endpoint.ts";
import { parametersOf } from "./parameters.ts";

const placeholder = "<redacted>";

/** Deeper than anything the API has a use for; what reads the copy need not be afraid of it. */
const deepest = 40;

/** A copy of JSON without what is nested too deeply. */
const copy = (value: unknown, depth: number): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (depth > deepest) return placeholder;
  if (Array.isArray(value)) return value.map((item) => copy(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, copy(item, depth + 1)]),
  );
};

/** The schemas that a value may have: the members of unions, and what stands behind a reference. */
const alternatives = (ast: SchemaAST.AST): ReadonlyArray<SchemaAST.AST> => {
  if (isSensitive(ast)) return [ast];
  if (SchemaAST.isUnion(ast)) return ast.types.flatMap(alternatives);
  return SchemaAST.isSuspend(ast) ? alternatives(ast.thunk()) : [ast];
};

const isLeaf = (ast: SchemaAST.AST) => !SchemaAST.isObjects(ast) && !SchemaAST.isArrays(ast);

/** What may be shown of a value that has one of several schemas. */
interface Plan {
  readonly hidden: boolean;
  /** Text, numbers and the like. */
  readonly leaf: boolean;
  /** Whatever it is: nothing below is the contract's. */
  readonly any: boolean;
  /** A map by the customer's own names: neither is it. */
  readonly map: boolean;
  readonly items: (() => Plan) | undefined;
  /** By the names of the wire; undefined where no object is expected. */
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

// Made once for the same schemas, of which there are finitely many: a body of a megabyte takes as
// long as reading it, and schemas that hold themselves have an end.
const numbers = new WeakMap<SchemaAST.AST, number>();
const plans = new Map<string, Plan>();
let counted = 0;

const numberOf = (ast: SchemaAST.AST): number => {
  const known = numbers.get(ast) ?? (counted += 1);
  numbers.set(ast, known);
  return known;
};

const planOf = (asts: ReadonlyArray<SchemaAST.AST>): Plan => {
  const possible = [...new Set(asts.flatMap(alternatives))];
  const key = possible.map(numberOf).join();
  const plan = plans.get(key) ?? makePlan(possible);
  plans.set(key, plan);
  return plan;
};

const redact = (plan: Plan, value: unknown, depth: number): unknown => {
  if (plan.hidden || depth > deepest) return placeholder;
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
 * A copy of a request's body, as it was on the wire, for a log: passwords, tokens and secrets are
 * replaced, whatever is in their place. So is what the contract does not know, for a misspelt
 * `passwort` is a password, too. A customer's own properties stay.
 */
export const redactBody = ({ body }: Endpoint, wire: unknown): unknown => {
  if (body === undefined) return wire === undefined ? undefined : placeholder;
  const plan = planOf([SchemaAST.toType(body.schema.ast)]);
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
 * The query parameters of a request, for a log: the value of one that the contract does not know is
 * replaced.
 */
export const redactQuery = (
  { query: definition }: Endpoint,
  query: Iterable<readonly [name: string, value: string]>,
): ReadonlyArray<readonly [name: string, value: string]> => {
  const known = new Set([...parametersOf(definition), ...Object.values(definition?.filters ?? {})]);
  return Array.from(query, ([name, value]) => [name, known.has(name) ? value : placeholder]);
};
