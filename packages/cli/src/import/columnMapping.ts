import { errorColumn, type FieldColumn, importFields } from "@knetik-users/core/bulk";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { columnOf } from "../fields/columns.ts";

interface Mapping {
  /** `Title=field` each. */
  readonly map: ReadonlyArray<string>;
  /** Titles. */
  readonly ignore: ReadonlyArray<string>;
}

const mappingOf = (texts: ReadonlyArray<string>): ReadonlyMap<string, string> =>
  new Map(
    texts.map((text) => {
      const at = text.lastIndexOf("=");
      if (at > 0) return [text.slice(0, at).trim(), text.slice(at + 1).trim()] as const;
      throw new CliError(`"${text}" is not a mapping.`, {
        exitCode: exitCodes.usage,
        hint: 'Write "Column title=field".',
      });
    }),
  );

/** Those that an import writes. */
const writable = `Use one of: ${importFields
  .filter(({ readOnly }) => !readOnly)
  .map(({ name }) => name)
  .join(", ")}.`;

const usage = (message: string, hint: string) =>
  new CliError(message, { exitCode: exitCodes.usage, hint });

/**
 * The column of each title; `undefined` for those that are ignored. Every title must be known, because a
 * misspelled one would get lost.
 */
export const mapColumns = (
  titles: ReadonlyArray<string>,
  { map, ignore }: Mapping,
): ReadonlyArray<FieldColumn | undefined> => {
  const mapping = mappingOf(map);
  const missing = [...mapping.keys(), ...ignore].find((title) => !titles.includes(title));
  if (missing !== undefined) {
    throw usage(`The file has no column "${missing}".`, `It has: ${titles.join(", ")}.`);
  }
  const columns = titles.map((title) => {
    if (title === errorColumn || ignore.includes(title)) return undefined;
    try {
      return columnOf(importFields, mapping.get(title) ?? title);
    } catch (error) {
      if (!(error instanceof CliError) || mapping.has(title)) throw error;
      throw usage(
        `The column "${title}" is not a field. ${title.includes(".") ? (error.hint ?? "") : writable}`.trim(),
        `Pass --map "${title}=<field>" or --ignore "${title}".${
          titles.length === 1 ? ' If columns are separated by ";", pass --delimiter ";".' : ""
        }`,
      );
    }
  });
  const names = columns.flatMap((column) => (column === undefined ? [] : [column.name]));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return columns;
  throw usage(`Two columns are mapped to ${twice}.`, "Pass --ignore for one of them.");
};

/** The columns of names in NDJSON, whose rows may have different ones; `undefined` to ignore a name. */
export const mapNames = ({ map, ignore }: Mapping): ReadonlyMap<string, FieldColumn | undefined> =>
  new Map([
    ...[...mappingOf(map)].map(([name, field]) => [name, columnOf(importFields, field)] as const),
    ...ignore.map((name) => [name, undefined] as const),
  ]);
