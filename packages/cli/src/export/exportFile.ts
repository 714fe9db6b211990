import { type FileHandle, rename, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { openOwnFile, requireReplaceable } from "../files/ownFile.ts";
import type { TerminalWritable } from "../terminal/host.ts";
import { write } from "../terminal/output.ts";
import { safeText } from "../terminal/printable.ts";
import { partialFile } from "./checkpoint.ts";

const compress = promisify(gzip);

/** Receives the rows of an export. */
export interface ExportSink {
  /** Writes text; it is on disk when the promise resolves. Returns the size so far. */
  readonly append: (text: string) => Promise<number>;
  /** Makes the file appear under its name. */
  readonly finish: () => Promise<void>;
  /** Leaves the partial file, to be resumed. */
  readonly close: () => Promise<void>;
}

/**
 * Each piece of a compressed file is a gzip member of its own, so that the file can be cut and continued
 * between any two pieces. Every gzip reader reads them as one.
 */
const encode = async (text: string, gzip: boolean): Promise<Buffer> =>
  gzip ? compress(text) : Buffer.from(text);

const writeAll = async (handle: FileHandle, data: Buffer, position: number): Promise<void> => {
  let written = 0;
  while (written < data.length) {
    const { bytesWritten } = await handle.write(
      data,
      written,
      data.length - written,
      position + written,
    );
    written += bytesWritten;
  }
};

/** A file that appears under its name when it is complete. Continues a partial file after `bytes`. */
export const openExportFile = async (
  file: string,
  { gzip, bytes }: { readonly gzip: boolean; readonly bytes: number },
): Promise<ExportSink> => {
  const partial = partialFile(file);
  const handle = await openOwnFile(partial);
  const { size } = await handle.stat();
  if (size < bytes) {
    await handle.close();
    throw new CliError(`${partial} is shorter than its checkpoint says.`, {
      exitCode: exitCodes.conflict,
      hint: "Pass --restart to start again.",
    });
  }
  await handle.truncate(bytes);
  let position = bytes;
  return {
    append: async (text) => {
      const data = await encode(text, gzip);
      await writeAll(handle, data, position);
      await handle.datasync();
      position += data.length;
      return position;
    },
    finish: async () => {
      await handle.close();
      await requireReplaceable(file);
      await rename(partial, file);
    },
    close: () => handle.close(),
  };
};

/** Standard output. It cannot be resumed. */
export const standardOutput = (stdout: TerminalWritable, gzip: boolean): ExportSink => {
  let position = 0;
  return {
    append: async (text) => {
      if (!gzip) await write(stdout, stdout.isTTY === true ? safeText(text) : text);
      else {
        const data = await encode(text, true);
        if (!stdout.write(data)) await new Promise((resolve) => stdout.once("drain", resolve));
      }
      position += text.length;
      return position;
    },
    finish: async () => {},
    close: async () => {},
  };
};

/** Discards an unfinished export. */
export const removePartial = async (file: string): Promise<void> => {
  await rm(partialFile(file), { force: true });
};
