import * as Result from "effect/Result";
import { decodeRequest } from "../codec/decodeRequest.ts";
import { schemaOf } from "../compiled/schemaOf.ts";
import { contract } from "../contract/contract.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import type { FieldIssue } from "../errors/details.ts";
import type { UserRegistration, UserUpdate } from "../models/user.ts";
import { isRecord, type WireRecord } from "./cells.ts";
import { fieldsOf } from "./fields.ts";
import { propertiesField, propertyTypeNames } from "./userFields.ts";

/** The input of a method, or every problem with it, in the API's names. */
export type Checked<Input> =
  | { readonly ok: true; readonly input: Input }
  | { readonly ok: false; readonly issues: ReadonlyArray<FieldIssue> };

const knownFields = new Map<Endpoint, ReadonlySet<string>>();

const isKnownField = (endpoint: Endpoint, name: string): boolean => {
  let known = knownFields.get(endpoint);
  if (known === undefined) {
    const codec = endpoint.body?.codec;
    known = new Set(codec === undefined ? [] : fieldsOf(schemaOf(codec)).map(({ name }) => name));
    knownFields.set(endpoint, known);
  }
  return known.has(name);
};

/** Properties of a known type that the core could not read: it would pass them on for the API to reject. */
const propertyIssues = (path: string, property: unknown): ReadonlyArray<FieldIssue> => {
  if (!isRecord(property)) return [];
  const { type, wire, map, values } = property;
  if (type === "unknown") {
    const kind = isRecord(wire) ? wire["type"] : undefined;
    if (typeof kind !== "string")
      return [{ field: path, message: "must be a property: an object with a type" }];
    return propertyTypeNames.includes(kind)
      ? [{ field: path, message: `is not a valid property of type ${kind}` }]
      : [];
  }
  const nested: ReadonlyArray<readonly [string, unknown]> = isRecord(map)
    ? Object.entries(map)
    : Array.isArray(values)
      ? values.map((value, index): [string, unknown] => [String(index), value])
      : [];
  return nested.flatMap(([name, value]) => propertyIssues(`${path}.${name}`, value));
};

/**
 * Checks a record against an endpoint, more strictly than the core does, which passes on what it does not
 * know: a misspelled field would get lost.
 */
const checkRecord = <Input extends UserRegistration | UserUpdate>(
  endpoint: Endpoint,
  record: WireRecord,
): Checked<Input> => {
  const unknown = Object.keys(record)
    .filter((name) => !isKnownField(endpoint, name))
    .map((field) => ({ field, message: "is not a field of a user" }));
  const decoded = decodeRequest(endpoint, { params: { id: "1" }, query: [], body: record });
  if (Result.isFailure(decoded)) return { ok: false, issues: [...unknown, ...decoded.failure] };
  const input = decoded.success.body as Input;
  const properties = Object.entries(input.additionalProperties ?? {}).flatMap(([name, property]) =>
    propertyIssues(`${propertiesField}.${name}`, property),
  );
  const issues = [...unknown, ...properties];
  return issues.length > 0 ? { ok: false, issues } : { ok: true, input };
};

/** Checks a record as the input of `registerUser`. */
export const checkRegistration = (record: WireRecord): Checked<UserRegistration> =>
  checkRecord(contract.registerUser, record);

/** Checks a record as the input of `updateUser`. */
export const checkUpdate = (record: WireRecord): Checked<UserUpdate> =>
  checkRecord(contract.updateUser, record);
