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

const redact = (asts: ReadonlyArray<SchemaAST.AST>, value: unknown, depth: number): unknown => {
  const possible = asts.flatMap(alternatives);
  if (depth > deepest || possible.some(isSensitive)) return placeholder;
  if (typeof value !== "object" || value === null) {
    return value === null || possible.some(isLeaf) ? value : placeholder;
  }
  if (possible.some(SchemaAST.isUnknown)) return copy(value, depth);
  if (Array.isArray(value)) {
    const items = possible.filter(SchemaAST.isArrays).flatMap(({ rest }) => rest);
    return items.length === 0
      ? placeholder
      : value.map((item: unknown) => redact(items, item, depth + 1));
  }
  const objects = possible.filter(SchemaAST.isObjects);
  if (objects.length === 0) return placeholder;
  // A map by the customer's own names: none of it is the contract's.
  if (objects.some(({ indexSignatures }) => indexSignatures.length > 0)) return copy(value, depth);
  const fields = objects.flatMap(({ propertySignatures }) => propertySignatures);
  return Object.fromEntries(
    Object.entries(value).map(([wireName, item]) => {
      const types = fields
        .filter(({ name }) => name !== "unknownFields" && toSnakeCase(String(name)) === wireName)
        .map(({ type }) => type);
      return [wireName, types.length === 0 ? placeholder : redact(types, item, depth + 1)];
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
  const ast = SchemaAST.toType(body.schema.ast);
  if (body.format !== "wrapped") return redact([ast], wire, 0);
  if (typeof wire !== "object" || wire === null || Array.isArray(wire)) return placeholder;
  return Object.fromEntries(
    Object.entries(wire).map(([name, value]) => [
      name,
      name === "value" ? redact([ast], value, 1) : placeholder,
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
