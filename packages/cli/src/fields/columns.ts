import {
  type Field,
  fieldColumn,
  type FieldColumn,
  matchName,
  propertiesField,
  propertyTypeNames,
  typedColumn,
  type WireRecord,
} from "@knetik-users/core/bulk";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { unknownName } from "./names.ts";

const propertyName = /^(.+?)(?::([a-z_]+))?$/s;

/** `level:integer`: a property and its type. */
export const propertyColumn = (text: string): FieldColumn => {
  const [, name = "", type = ""] = propertyName.exec(text) ?? [];
  const column = typedColumn(name, type);
  if (column !== undefined) return column;
  throw new CliError(`The property "${name}" needs a type.`, {
    exitCode: exitCodes.usage,
    hint: `Write ${name === "" ? "name" : name}:<type>, with one of: ${propertyTypeNames.join(", ")}.`,
  });
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
