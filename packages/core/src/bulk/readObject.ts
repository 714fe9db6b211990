import { stringifyJson } from "../codec/json.ts";
import { isRecord, parseTime, type Parsed } from "./cells.ts";
import { type FieldColumn, fieldColumn, typedColumn } from "./columns.ts";
import { matchName } from "./fields.ts";
import {
  fieldByName,
  isIgnored,
  type ReadFields,
  type RowIssue,
  type RowReader,
  unexpected,
} from "./rowReader.ts";
import { idField, importFields, propertiesField } from "./userFields.ts";

/** `additional_properties.level:integer`, as an export of chosen fields names a property. */
const propertyPrefix = `${propertiesField}.`;

/** The column of a name; `undefined` if it is not one of a field. */
const columnOfName = (name: string): FieldColumn | undefined => {
  const field = matchName(importFields, name);
  if (field !== undefined) return fieldColumn(field);
  const colon = name.lastIndexOf(":");
  return name.startsWith(propertyPrefix) && colon > 0
    ? typedColumn(name.slice(propertyPrefix.length, colon), name.slice(colon + 1))
    : undefined;
};

const isScalar = (value: unknown): boolean =>
  typeof value === "string" ||
  typeof value === "number" ||
  typeof value === "bigint" ||
  typeof value === "boolean";

/** Times may be in ISO 8601, and a property may be its value alone. */
const readValue = (column: FieldColumn, value: unknown): Parsed => {
  if (column.property !== undefined) {
    if (!isScalar(value)) return { ok: true, value };
    return column.parse(typeof value === "string" ? value : stringifyJson(value));
  }
  return fieldByName.get(column.field)?.kind === "date" && typeof value === "string"
    ? parseTime(value)
    : { ok: true, value };
};

/** Reads a row of NDJSON. Fields may be in any spelling. */
export const readObject = ({ names }: RowReader, line: number, json: unknown): ReadFields => {
  if (!isRecord(json)) {
    const message = "is not a JSON object";
    return { record: {}, issues: [{ line, field: "", message, problem: { kind: "object" } }] };
  }
  const fields = new Map<string, unknown>();
  const properties = new Map<string, unknown>();
  const issues: Array<RowIssue> = [];
  for (const [name, value] of Object.entries(json)) {
    const isMapped = names.has(name);
    const column = isMapped ? names.get(name) : columnOfName(name);
    const field = column?.field ?? name;
    if ((isMapped && column === undefined) || (isIgnored(field) && field !== idField)) continue;
    const parsed = column === undefined ? { ok: true as const, value } : readValue(column, value);
    const target = column?.property === undefined ? fields : properties;
    const key = column?.property ?? field;
    if (!parsed.ok) issues.push({ line, field: name, ...unexpected(parsed.expected) });
    else if (target.has(key)) {
      issues.push({ line, field: name, message: "is given twice", problem: { kind: "twice" } });
    } else target.set(key, parsed.value);
  }
  const given = fields.get(propertiesField);
  if (properties.size > 0) {
    // Each property of its own comes before the same one of the object.
    const all = { ...(isRecord(given) ? given : {}), ...Object.fromEntries(properties) };
    fields.set(propertiesField, all);
  }
  // Defines `__proto__` as a field, which is then refused, instead of setting the prototype.
  return { record: Object.fromEntries(fields), issues };
};
