import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { pipeline } from "node:stream";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";

const bytesOf = (file: string, gzip: boolean): AsyncIterable<Uint8Array> => {
  const source = createReadStream(file);
  // The pipeline destroys both if the reader stops or one fails; the reader gets the error.
  return gzip ? pipeline(source, createGunzip(), () => undefined) : source;
};

const notText = (file: string) =>
  new CliError(`${file} is not UTF-8 text.`, {
    exitCode: exitCodes.invalid,
    hint: 'Save it as UTF-8, in spreadsheets "CSV UTF-8".',
  });

/** The text of a file, piece by piece. Fails if it is not UTF-8. */
export async function* readText(file: string, gzip: boolean): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw notText(file);
    }
  };
  try {
    for await (const bytes of bytesOf(file, gzip)) yield decode(bytes);
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) {
      throw new CliError(`${file} is not a complete gzip file.`, { exitCode: exitCodes.invalid });
    }
    throw error;
  }
  yield decode();
}
