import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { parseJson } from "@knetik-users/core";
import type { SourceRow } from "@knetik-users/core/bulk";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import type { FileFormat } from "../files/fileFormat.ts";
import { readText } from "./readText.ts";

export interface SourceFile {
  readonly file: string;
  readonly format: FileFormat;
  /** Of CSV. */
  readonly delimiter: string;
}

/** Characters of a row. An open quote, or a file without line breaks, would fill the memory. */
const maxRowLength = 2 ** 24;

interface CsvRecord {
  readonly info: { readonly lines: number };
  readonly record: ReadonlyArray<string>;
}

const lineBreaks = (cells: ReadonlyArray<string>) =>
  cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);

/** The records of a CSV file, the header first. */
async function* csvRecords({ file, format, delimiter }: SourceFile): AsyncGenerator<{
  readonly cells: ReadonlyArray<string>;
  readonly line: number;
}> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRowLength,
  });
  // The reader gets the error; the pipeline destroys both ends if the reader stops.
  pipeline(Readable.from(readText(file, format.gzip)), parser, () => undefined);
  try {
    for await (const { info, record } of parser as AsyncIterable<CsvRecord>) {
      yield { cells: record, line: info.lines - lineBreaks(record) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = (error as { readonly lines?: number }).lines;
    throw new CliError(`${file} is not valid CSV${line === undefined ? "" : ` at line ${line}`}.`, {
      exitCode: exitCodes.invalid,
      // The message of the parser would quote the file.
      hint: `Check the quotes (${error.code}).`,
    });
  }
}

/** The column titles of a CSV file. */
export const readHeader = async (source: SourceFile): Promise<ReadonlyArray<string>> => {
  for await (const { cells } of csvRecords(source)) return cells;
  return [];
};

const parseLine = (line: string): unknown => {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
};

async function* lines(file: string, text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of text) {
    const parts = (rest + piece).split("\n");
    rest = parts.pop() ?? "";
    if (rest.length > maxRowLength) {
      throw new CliError(`${file} has a line of more than ${maxRowLength} characters.`, {
        exitCode: exitCodes.invalid,
        hint: "In NDJSON each row is a line.",
      });
    }
    yield* parts;
  }
  if (rest !== "") yield rest;
}

/** The rows of a file. */
export async function* sourceRows(source: SourceFile): AsyncGenerator<SourceRow> {
  let index = 0;
  if (source.format.rows === "csv") {
    let isHeader = true;
    for await (const record of csvRecords(source)) {
      if (!isHeader) yield { index: index++, ...record };
      isHeader = false;
    }
    return;
  }
  let line = 0;
  for await (const text of lines(source.file, readText(source.file, source.format.gzip))) {
    line += 1;
    const trimmed = (line === 1 ? text.replace(/^\ufeff/, "") : text).trim();
    if (trimmed !== "") yield { index: index++, line, json: parseLine(trimmed) };
  }
}
