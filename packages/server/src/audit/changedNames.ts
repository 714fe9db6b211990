type Columns = { readonly [name: string]: unknown };

const wireName = (column: string) => (column === "template_id" ? "template" : column);

/**
 * The wire names of the fields that an update changes. Unchanged values are omitted, and so are
 * the keys that are computed from a field.
 */
export const changedNames = <Row extends Columns>(
  update: { readonly [Name in keyof Row]?: unknown },
  row: Row,
): ReadonlyArray<string> =>
  Object.entries(update)
    .filter(([name]) => !/_(?:key|plain|skeleton)$/.test(name))
    .filter(([name, value]) => value !== undefined && value !== row[name])
    .map(([name]) => wireName(name));
