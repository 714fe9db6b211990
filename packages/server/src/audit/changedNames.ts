type Columns = { readonly [name: string]: unknown };

const wireName = (column: string) => (column === "template_id" ? "template" : column);

/**
 * The wire names of the fields that an update changes. Unchanged values are omitted, and search
 * keys count as their field.
 */
export const changedNames = <Row extends Columns>(
  update: { readonly [Name in keyof Row]?: unknown },
  row: Row,
): ReadonlyArray<string> =>
  Object.entries(update)
    .filter(([name]) => !name.endsWith("_key"))
    .filter(([name, value]) => value !== undefined && value !== row[name])
    .map(([name]) => wireName(name));
