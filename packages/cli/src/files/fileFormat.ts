import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";

export type RowFormat = "ndjson" | "csv";

export interface FileFormat {
  readonly rows: RowFormat;
  readonly gzip: boolean;
}

/** Standard input or output. */
export const standardStream = "-";

export const rowFormats: ReadonlyArray<RowFormat> = ["ndjson", "csv"];

/** The format of a file, by `--format` or its name. */
export const fileFormatOf = (file: string, format: RowFormat | undefined): FileFormat => {
  const gzip = file.endsWith(".gz");
  const extension = /\.(\w+)$/.exec(gzip ? file.slice(0, -".gz".length) : file)?.[1]?.toLowerCase();
  const byName = { csv: "csv", ndjson: "ndjson", jsonl: "ndjson" } as const;
  const rows =
    format ??
    (file === standardStream ? "ndjson" : undefined) ??
    (extension !== undefined && Object.hasOwn(byName, extension)
      ? byName[extension as keyof typeof byName]
      : undefined);
  if (rows !== undefined) return { rows, gzip };
  throw new CliError(`The format of ${file} is not known.`, {
    exitCode: exitCodes.usage,
    hint: "Name it .csv, .ndjson or .jsonl (with .gz: compressed), or pass --format.",
  });
};
