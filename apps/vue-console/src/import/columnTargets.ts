import type { UserTemplate } from "@knetik-users/core";
import {
  errorColumn,
  type FieldColumn,
  fieldColumn,
  idField,
  importFields,
  type KeyField,
  matchName,
  propertiesField,
  typedColumn,
} from "@knetik-users/core/bulk";
import { templateColumns } from "../export/exportColumns.ts";
import { fieldLabel } from "../files/fieldLabel.ts";

/** What a column of a file is imported as: the name of a field or property; empty if it is ignored. */
export type ColumnTarget = string;

/** Fields that a file can contain. The id only finds users. */
export const targetFields: ReadonlyArray<FieldColumn> = importFields
  .filter(({ name, readOnly }) => name === idField || (!readOnly && name !== propertiesField))
  .map(fieldColumn);

const columnsByName = new Map(targetFields.map((column) => [column.name, column]));
const propertyTarget = new RegExp(String.raw`^${propertiesField}\.(.+):([a-z_]+)$`, "s");

/** The column of a target; `undefined` if it is ignored. */
export const columnOfTarget = (target: ColumnTarget): FieldColumn | undefined => {
  const [, name, type] = propertyTarget.exec(target) ?? [];
  return name === undefined || type === undefined
    ? columnsByName.get(target)
    : typedColumn(name, type);
};

const folded = (text: string) => text.trim().toLowerCase();

/** Guesses the targets of columns from their titles: names of fields in any spelling, labels, properties. */
export const guessTargets = (
  titles: ReadonlyArray<string>,
  templates: ReadonlyArray<UserTemplate>,
): ReadonlyArray<ColumnTarget> => {
  const taken = new Set<ColumnTarget>();
  const properties = templates.flatMap(templateColumns);
  const guess = (title: string): ColumnTarget => {
    if (title === errorColumn) return "";
    if (columnOfTarget(title) !== undefined) return title;
    const field =
      matchName(importFields, title)?.name ??
      targetFields.find(({ field: name }) => folded(fieldLabel(name) ?? "") === folded(title))
        ?.name ??
      properties.find(({ property = "" }) => folded(property) === folded(title))?.name;
    return field !== undefined && columnOfTarget(field) !== undefined ? field : "";
  };
  return titles.map((title) => {
    const target = guess(title);
    if (taken.has(target)) return "";
    taken.add(target);
    return target;
  });
};

/** A problem with the mapping as a whole. */
export type MappingProblem =
  | { readonly kind: "twice"; readonly target: ColumnTarget }
  | { readonly kind: "no-key"; readonly key: KeyField };

export const mappingProblem = (
  targets: ReadonlyArray<ColumnTarget>,
  key: KeyField,
): MappingProblem | undefined => {
  const used = targets.filter((target) => target !== "");
  const twice = used.find((target, index) => used.indexOf(target) !== index);
  if (twice !== undefined) return { kind: "twice", target: twice };
  // Rows without an id are matched by user name.
  const isFound = used.includes(key) || (key === "id" && used.includes("username"));
  return isFound ? undefined : { kind: "no-key", key };
};
