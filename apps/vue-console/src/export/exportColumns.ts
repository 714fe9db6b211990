import type { UserTemplate } from "@knetik-users/core";
import {
  type FieldColumn,
  fieldColumn,
  propertiesField,
  summaryFields,
  typedColumn,
  userFields,
} from "@knetik-users/core/bulk";

/** Columns that lists of users contain. */
export const listColumns: ReadonlyArray<FieldColumn> = summaryFields.map(fieldColumn);

const listed = new Set(summaryFields.map(({ name }) => name));

/** Columns of a user's page, which need one more request for each user. */
export const userColumns: ReadonlyArray<FieldColumn> = userFields
  .filter(({ name }) => !listed.has(name) && name !== propertiesField)
  .map(fieldColumn);

/** A column for each property of a template. */
export const templateColumns = ({ properties }: UserTemplate): ReadonlyArray<FieldColumn> =>
  (properties ?? []).flatMap((definition) => {
    if (definition.type === "unknown") return [];
    const column = typedColumn(definition.name, definition.type);
    return column === undefined ? [] : [column];
  });

/** `true` if the columns need more than a list contains. */
export const needsWholeUsers = (columns: ReadonlyArray<FieldColumn>): boolean =>
  columns.some(({ field }) => !listed.has(field));
