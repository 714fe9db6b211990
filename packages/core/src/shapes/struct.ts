import { toSnakeCase } from "../models/fieldNames.ts";
import { type Check, runChecks } from "./check.ts";
import type { Shape, Step } from "./shape.ts";
import { decodeAt, encodeAt } from "./convertAt.ts";
import type { Field } from "./field.ts";
import { isJsonObject, type JsonObject, setOwn } from "./json.ts";
import { invalid, mismatch, type Progress } from "./progress.ts";

interface NamedField extends Field {
  readonly name: string;
  readonly wireName: string;
  /** What may be there instead of its value, for messages. */
  readonly orElse: string;
}

/** Reads all fields of a model. Returns how many of them the JSON has, or -1 if one is invalid. */
export type ReadFields = (json: JsonObject, out: JsonObject) => number;

const noFields: ReadonlyArray<NamedField> = [];

/** The fields of a model by their names. */
export interface Fields {
  readonly [name: string]: Field;
}

const unknownFields = "unknownFields";

const orElse = ({ isNullable, isOptional }: Field): string =>
  `${isNullable ? " | null" : ""}${isOptional ? " | undefined" : ""}`;

/** Returns undefined if the field is absent. */
const decodeField = (field: NamedField, json: unknown, progress: Progress): unknown => {
  // The API may send an absent value as null.
  if (json === undefined || field.isReadOnly || (json === null && !field.isNullable)) {
    return field.isOptional ? undefined : progress.reportAt(field.wireName, "is missing");
  }
  return json === null && field.isOptional
    ? null
    : decodeAt(field.shape, json, field.wireName, field.orElse, progress);
};

/** Returns undefined if the field is absent. */
const encodeField = (field: NamedField, struct: JsonObject, progress: Progress): unknown => {
  const value = struct[field.name];
  if (value === undefined) {
    if (field.isOptional) return undefined;
    if (!(field.name in struct)) return progress.reportAt(field.name, "is missing");
  }
  return value === null && field.isNullable && field.isOptional
    ? null
    : encodeAt(field.shape, value, field.name, field.orElse, progress);
};

/** Copies the unknown fields of a model. Returns whether they are valid. */
const copyUnknown = (unknown: unknown, out: JsonObject, progress: Progress): boolean => {
  if (unknown === undefined) return true;
  if (!isJsonObject(unknown)) {
    progress.reportAt(unknownFields, "Expected object | undefined");
    return false;
  }
  for (const key of Object.keys(unknown)) setOwn(out, key, unknown[key]);
  return true;
};

class Struct implements Shape {
  readonly expected = "object";
  readonly expectedJson = "object";
  readonly #given: Fields;
  readonly #keepsUnknown: boolean;
  readonly #checks: ReadonlyArray<Check>;
  readonly #readFields: ReadFields | undefined;
  #fields: ReadonlyArray<NamedField> | undefined;
  #byName: ReadonlyMap<string, NamedField> | undefined;
  #byWireName: ReadonlyMap<string, NamedField> | undefined;

  constructor(
    fields: Fields,
    keepsUnknown: boolean,
    checks: ReadonlyArray<Check>,
    readFields?: ReadFields,
  ) {
    this.#given = fields;
    this.#keepsUnknown = keepsUnknown;
    this.#checks = checks;
    this.#readFields = readFields;
  }

  /** Made on first use, because most programs use few models. */
  get fields(): ReadonlyArray<NamedField> {
    return (this.#fields ??= Object.entries(this.#given).map(([name, field]) => ({
      name,
      wireName: toSnakeCase(name),
      shape: field.shape,
      isOptional: field.isOptional,
      isNullable: field.isNullable,
      isReadOnly: field.isReadOnly,
      orElse: orElse(field),
    })));
  }

  decode(json: unknown, progress: Progress): unknown {
    if (!isJsonObject(json)) return mismatch;
    let out: JsonObject = {};
    let known = this.#readFields?.(json, out) ?? -1;
    const isRead = known >= 0;
    if (!isRead) {
      out = {};
      known = 0;
    }
    let isValid = true;
    let aside: JsonObject | undefined;
    // One after another, if any of them has to be reported or set aside.
    for (const field of isRead ? noFields : this.fields) {
      const value = json[field.wireName];
      if (value !== undefined) known += 1;
      const decoded = decodeField(field, value, progress);
      if (decoded === undefined) continue;
      if (decoded !== invalid) out[field.name] = decoded;
      else if (progress.setsAside && field.isOptional) (aside ??= {})[field.wireName] = value;
      else if (progress.stopsAtFirst) return invalid;
      else isValid = false;
    }
    if (!isValid) return invalid;
    if (this.#keepsUnknown) {
      const unknown = Object.keys(json).length > known ? this.#unknownOf(json) : undefined;
      if (unknown !== undefined || aside !== undefined) {
        out[unknownFields] = { ...unknown, ...aside };
      }
    }
    return this.#checks.length === 0 ? out : runChecks(this.#checks, out, progress);
  }

  encode(value: unknown, progress: Progress): unknown {
    if (!isJsonObject(value)) return mismatch;
    const out: JsonObject = {};
    let isValid = !progress.rejectsUnknown || this.#rejectUnknown(value, progress);
    if (this.#keepsUnknown && !copyUnknown(value[unknownFields], out, progress)) {
      if (progress.stopsAtFirst) return invalid;
      isValid = false;
    }
    for (const field of this.fields) {
      const encoded = encodeField(field, value, progress);
      if (encoded === invalid) {
        if (progress.stopsAtFirst) return invalid;
        isValid = false;
      } else if (encoded !== undefined && !field.isReadOnly) out[field.wireName] = encoded;
    }
    if (!isValid) return invalid;
    return this.#checks.length === 0 || runChecks(this.#checks, value, progress) !== invalid
      ? out
      : invalid;
  }

  step(wireName: string): Step | undefined {
    return this.#fieldsByWireName.get(wireName);
  }

  collectSecrets(value: unknown, form: "value" | "json", found: Array<string>): void {
    if (!isJsonObject(value)) return;
    for (const { name, wireName, shape } of this.fields) {
      shape.collectSecrets(value[form === "value" ? name : wireName], form, found);
    }
  }

  get #fieldsByName() {
    return (this.#byName ??= new Map(this.fields.map((field) => [field.name, field])));
  }

  get #fieldsByWireName() {
    return (this.#byWireName ??= new Map(this.fields.map((field) => [field.wireName, field])));
  }

  #unknownOf(json: JsonObject): JsonObject | undefined {
    let unknown: JsonObject | undefined;
    for (const key of Object.keys(json)) {
      if (!this.#fieldsByWireName.has(key)) setOwn((unknown ??= {}), key, json[key]);
    }
    return unknown;
  }

  #rejectUnknown(value: JsonObject, progress: Progress): boolean {
    let isValid = true;
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key === "string" && this.#fieldsByName.has(key)) continue;
      if (key === unknownFields && this.#keepsUnknown) continue;
      if (!Object.prototype.propertyIsEnumerable.call(value, key)) continue;
      progress.reportAt(String(key), "is not a known field");
      isValid = false;
    }
    return isValid;
  }
}

/** A model without `unknownFields`. */
export const struct = (fields: Fields, ...checks: ReadonlyArray<Check>): Shape =>
  new Struct(fields, false, checks);

/**
 * A model that keeps unknown fields in `unknownFields`. `readFields` is faster than the table of fields, for
 * a model that a response has many of.
 */
export const openStruct = (fields: Fields, readFields?: ReadFields): Shape =>
  new Struct(fields, true, [], readFields);

/** The fields of a model, by name and by wire name; empty for anything else. */
export const fieldsOf = (
  shape: Shape,
): ReadonlyArray<{ readonly name: string; readonly wireName: string }> =>
  shape instanceof Struct ? shape.fields : [];
