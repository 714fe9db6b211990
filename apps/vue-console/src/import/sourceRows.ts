import { parseJson } from "@knetik-users/core";
import { type SourceRow, unescapeFormula } from "@knetik-users/core/bulk";
import { CsvError, parse } from "csv-parse/browser/esm";
import { type FileForm, separatorLine } from "./fileForm.ts";
import { textOf } from "./fileText.ts";

/** CSV that cannot be read, such as a quote that is never closed. */
export class InvalidCsv extends Error {
  override readonly name = "InvalidCsv";
  readonly line: number;

  constructor(line: number) {
    super(`Invalid CSV at line ${line}.`);
    this.line = line;
  }
}

interface CsvRecord {
  readonly cells: ReadonlyArray<string>;
  readonly line: number;
}

const lineBreaks = (cells: ReadonlyArray<string>) =>
  cells.reduce((sum, cell) => sum + cell.split("\n").length - 1, 0);

/** The line with the separator, if there is one, is not a row. */
async function* withoutSeparatorLine(text: AsyncIterable<string>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const piece of text) {
    yield isFirst ? piece.replace(separatorLine, "$2") : piece;
    if (piece !== "") isFirst = false;
  }
}

/** The records of CSV, the header first, in the portions in which the text comes. */
async function* csvRecords(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<ReadonlyArray<CsvRecord>> {
  let records: Array<CsvRecord> = [];
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    // The rest of a spreadsheet.
    skip_records_with_empty_values: true,
    on_record: (cells: ReadonlyArray<string>, { lines }: { readonly lines: number }) => {
      records.push({ cells, line: lines - lineBreaks(cells) });
      return null;
    },
  });
  let fail = (_: unknown) => {};
  parser.on("error", (error) => fail(error));
  const step = (act: (done: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) => {
      fail = reject;
      act((error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  const take = () => {
    const taken = records;
    records = [];
    return taken;
  };
  try {
    // Nothing is passed on, but the stream ends only when it is read.
    parser.resume();
    for await (const piece of text) {
      if (piece === "") continue;
      await step((done) => parser.write(piece, done));
      yield take();
    }
    await step((done) => parser.end(done));
    yield take();
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InvalidCsv(Number((error as { readonly lines?: unknown }).lines ?? 1));
  }
}

async function* lines(text: AsyncIterable<string>): AsyncGenerator<ReadonlyArray<string>> {
  let rest = "";
  for await (const piece of text) {
    const parts = (rest + piece).split("\n");
    rest = parts.pop() ?? "";
    yield parts;
  }
  if (rest !== "") yield [rest];
}

const parseLine = (line: string): unknown => {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
};

async function* jsonRows(text: AsyncIterable<string>): AsyncGenerator<SourceRow> {
  let [index, line] = [0, 0];
  for await (const portion of lines(text)) {
    for (const each of portion) {
      line += 1;
      const trimmed = each.trim();
      if (trimmed !== "") yield { index: index++, line, json: parseLine(trimmed) };
    }
  }
}

/** A portion of work after which the page may draw and answer. Milliseconds. */
const portionTime = 12;

/** Lets the page draw. Not with a timer: those of hidden pages are slow. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });

/** The titles of the columns of CSV. */
export const readTitles = async (file: Blob, form: FileForm): Promise<ReadonlyArray<string>> => {
  const text = withoutSeparatorLine(textOf(file, form.encoding));
  for await (const [header] of csvRecords(text, form.delimiter)) {
    if (header !== undefined) return header.cells.map((title) => unescapeFormula(title.trim()));
  }
  return [];
};

/** The rows of a file. Whoever works on them pauses for the page now and then. */
export async function* sourceRows(file: Blob, form: FileForm): AsyncGenerator<SourceRow> {
  let lastBreath = performance.now();
  const text = textOf(file, form.encoding);
  if (form.rows === "ndjson") {
    for await (const row of jsonRows(text)) {
      if (performance.now() - lastBreath > portionTime) {
        await breathe();
        lastBreath = performance.now();
      }
      yield row;
    }
    return;
  }
  let index = -1;
  for await (const records of csvRecords(withoutSeparatorLine(text), form.delimiter)) {
    for (const record of records) {
      if (index >= 0) yield { index, ...record };
      index += 1;
      if (performance.now() - lastBreath <= portionTime) continue;
      await breathe();
      lastBreath = performance.now();
    }
  }
}
