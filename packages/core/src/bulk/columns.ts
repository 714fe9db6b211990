import { formatCell, isRecord, parseCell, type Parsed, type WireRecord } from "./cells.ts";
import type { Field } from "./fields.ts";
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

const propertyOf = (record: WireRecord, name: string): unknown => {
  const properties = record[propertiesField];
  return isRecord(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
};

/** The column of a custom property of a type. `undefined` if the type is not known. */
export const typedColumn = (name: string, type: string): FieldColumn | undefined => {
  if (name === "" || !propertyTypeNames.includes(type)) return undefined;
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
  const typed = typeof type === "string" ? typedColumn(name, type) : undefined;
  if (typed !== undefined) return typed;
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
