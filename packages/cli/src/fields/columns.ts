import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { formatCell, isRecord, parseCell, type Parsed, type WireRecord } from "./cells.ts";
import { type Field, matchName, unknownName } from "./fields.ts";
import { cellOfProperty, propertiesField, propertyTypeNames } from "./userFields.ts";

/** A column of a file or a table: a field, or one custom property. */
export interface FieldColumn {
  /** Such as `display_name` or `additional_properties.level:integer`. */
  readonly name: string;
  /** The field of the record. */
  readonly field: string;
  /** The customer's name of the property, if the column is one. */
  readonly property?: string;
  readonly read: (record: WireRecord) => unknown;
  readonly format: (record: WireRecord) => string;
  /** Reads a cell that is not empty. */
  readonly parse: (text: string) => Parsed;
}

export const fieldColumn = ({ name, kind }: Field): FieldColumn => ({
  name,
  field: name,
  read: (record) => record[name],
  format: (record) => formatCell(kind, record[name]),
  parse: (text) => parseCell(kind, text),
});

const propertyName = /^(.+?)(?::([a-z_]+))?$/s;

const propertyOf = (record: WireRecord, name: string): unknown => {
  const properties = record[propertiesField];
  return isRecord(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
};

/** `level:integer`: a property and its type. */
export const propertyColumn = (text: string): FieldColumn => {
  const [, name = "", type] = propertyName.exec(text) ?? [];
  if (type === undefined || !propertyTypeNames.includes(type)) {
    throw new CliError(`The property "${name}" needs a type.`, {
      exitCode: exitCodes.usage,
      hint: `Write ${name === "" ? "name" : name}:<type>, with one of: ${propertyTypeNames.join(", ")}.`,
    });
  }
  const cell = cellOfProperty(type);
  const read = (record: WireRecord) => propertyOf(record, name);
  return {
    name: `${propertiesField}.${name}:${type}`,
    field: propertiesField,
    property: name,
    read,
    // A property of another type is written whole, so that nothing is lost.
    format: (record) => {
      const property = read(record);
      return cell !== undefined && isRecord(property) && property["type"] === type
        ? formatCell(cell.kind, property[cell.field])
        : formatCell("json", property);
    },
    parse: (value) => {
      if (cell === undefined || value.startsWith('{"type":')) return parseCell("json", value);
      const parsed = parseCell(cell.kind, value);
      return parsed.ok ? { ok: true, value: { type, [cell.field]: parsed.value } } : parsed;
    },
  };
};

/** The column of a property that a user has. */
export const propertyColumnOf = (name: string, property: unknown): FieldColumn => {
  const type = isRecord(property) ? property["type"] : undefined;
  if (typeof type === "string" && propertyTypeNames.includes(type)) {
    return propertyColumn(`${name}:${type}`);
  }
  const read = (record: WireRecord) => propertyOf(record, name);
  return {
    name: `${propertiesField}.${name}`,
    field: propertiesField,
    property: name,
    read,
    format: (record) => formatCell("json", read(record)),
    parse: (text) => parseCell("json", text),
  };
};

/** The column of a name such as `displayName` or `additional_properties.level:integer`. */
export const columnOf = (fields: ReadonlyArray<Field>, name: string): FieldColumn => {
  const field = matchName(fields, name);
  if (field !== undefined) return fieldColumn(field);
  const [first = "", ...rest] = name.split(".");
  const parent = matchName(fields, first);
  if (rest.length === 0 || parent?.name !== propertiesField) {
    throw unknownName("a field", name, fields);
  }
  return propertyColumn(rest.join("."));
};

/** The columns of `--fields`. */
export const columnsOf = (
  fields: ReadonlyArray<Field>,
  names: string,
): ReadonlyArray<FieldColumn> =>
  names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map((name) => columnOf(fields, name));

/** The chosen fields of a record, under the names of their columns. */
export const pick = (columns: ReadonlyArray<FieldColumn>, record: WireRecord): WireRecord =>
  Object.fromEntries(
    columns.flatMap((column) => {
      const value = column.read(record);
      return value === undefined ? [] : [[column.name, value]];
    }),
  );
