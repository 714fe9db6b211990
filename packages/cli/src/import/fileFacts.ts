import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";

export interface FileFacts {
  readonly sha256: string;
  /** At least the number of rows. */
  readonly lines: number;
}

/** A small compressed file may contain any number of lines, and the memory of the check grows with it. */
const maxLines = 50_000_000;
const tooManyLines = (file: string) =>
  new CliError(`${file} has more than ${maxLines.toLocaleString("en")} lines.`, {
    exitCode: exitCodes.invalid,
    hint: "Split it.",
  });

const newline = 0x0a;

const countNewlines = (bytes: Uint8Array): number => {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
};

/** Reads a file once: a fingerprint of its content, and an upper bound of its rows. */
export const readFileFacts = async (file: string, gzip: boolean): Promise<FileFacts> => {
  const digest = createHash("sha256");
  let lines = 1;
  const source = createReadStream(file);
  source.on("data", (bytes) => digest.update(bytes));
  const text = gzip ? source.pipe(createGunzip()) : source;
  // A damaged file is reported by the reader of its rows.
  const ended = new Promise<void>((resolve) => source.once("close", resolve));
  try {
    for await (const bytes of text as AsyncIterable<Uint8Array>) {
      lines += countNewlines(bytes);
      if (lines > maxLines) throw tooManyLines(file);
    }
  } catch (error) {
    if (!gzip || error instanceof CliError) throw error;
  }
  await ended;
  return { sha256: digest.digest("hex"), lines };
};
