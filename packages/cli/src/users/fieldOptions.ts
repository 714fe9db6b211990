import {
  expectations,
  type WireRecord,
  type FieldColumn,
  fieldColumn,
  type Field,
  propertiesField,
  propertyTypeNames,
} from "@knetik-users/core/bulk";
import { requireName } from "../fields/names.ts";
import type { Command } from "commander";
import { collect } from "../command/collect.ts";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { propertyColumn } from "../fields/columns.ts";

/** Options of a command by their camelCase names, as commander returns them. */
export type FieldOptions = { readonly [name: string]: unknown };

const secretField = "password";

/** The fields that can be given as an option: not the password, which would be visible to others. */
const optionFields = (fields: ReadonlyArray<Field>) =>
  fields.filter(({ name, kind, readOnly }) => !readOnly && kind !== "json" && name !== secretField);

const optionName = (field: string) => field.replaceAll("_", "-");
const attributeName = (field: string) =>
  field.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const placeholders = {
  text: "text",
  number: "number",
  boolean: "true|false",
  date: "date",
  texts: "a;b",
  json: "json",
};

/** Adds an option per field of the contract, and `--property`. */
export const addFieldOptions = (command: Command, fields: ReadonlyArray<Field>): void => {
  for (const { name, kind } of optionFields(fields)) {
    command.option(`--${optionName(name)} <${placeholders[kind]}>`, `sets ${name}`);
  }
  command.option(
    "--property <name:type=value>",
    `sets a custom property; may be repeated. Types: ${propertyTypeNames.join(", ")}`,
    collect,
  );
};

const put = (record: Record<string, unknown>, column: FieldColumn, value: unknown): void => {
  if (column.property === undefined) record[column.field] = value;
  else record[column.field] = { ...(record[column.field] ?? {}), [column.property]: value };
};

const readValue = (column: FieldColumn, text: string): unknown => {
  const parsed = column.parse(text);
  if (parsed.ok) return parsed.value;
  throw new CliError(`${column.name} must be ${expectations[parsed.expected]}.`, {
    exitCode: exitCodes.usage,
  });
};

/** The record that the options describe. */
export const readFieldOptions = (
  fields: ReadonlyArray<Field>,
  options: FieldOptions,
): WireRecord => {
  const record: Record<string, unknown> = {};
  for (const field of optionFields(fields)) {
    const text = options[attributeName(field.name)];
    if (typeof text !== "string") continue;
    put(record, fieldColumn(field), readValue(fieldColumn(field), text));
  }
  for (const text of (options["property"] ?? []) as ReadonlyArray<string>) {
    const at = text.indexOf("=");
    const column = propertyColumn(at < 0 ? text : text.slice(0, at));
    put(record, column, readValue(column, at < 0 ? "" : text.slice(at + 1)));
  }
  return record;
};

/** The fields of `--clear`, as `null`. */
export const readCleared = (
  fields: ReadonlyArray<Field>,
  names: ReadonlyArray<string>,
): WireRecord =>
  Object.fromEntries(
    names
      .flatMap((text) => text.split(","))
      .map((name) => [
        requireName(
          "a field",
          [...optionFields(fields), ...fields.filter((each) => each.name === propertiesField)],
          name.trim(),
        ).name,
        null,
      ]),
  );
