import { mkdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { writeAtomic } from "./writeAtomic.ts";

/** Fails if others can read the file: its secrets may already be known. */
const requirePrivate = async (file: string): Promise<void> => {
  if (process.platform === "win32") return;
  const { mode } = await stat(file);
  if ((mode & 0o077) === 0) return;
  throw new CliError(`${file} contains credentials, and other users can read it.`, {
    exitCode: exitCodes.usage,
    hint: `Run \`chmod 600 ${file}\`, and replace the credentials if this machine has other users.`,
  });
};

/** A value in a JSON file that only its owner can read; `undefined` if there is no file. */
export const readPrivate = async (file: string): Promise<unknown> => {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  await requirePrivate(file);
  try {
    return JSON.parse(text);
  } catch {
    // The message of the parser would quote the file.
    throw new CliError(`${file} is not valid JSON.`, {
      exitCode: exitCodes.usage,
      hint: "Delete it, and sign in again with `knetik-users login`.",
    });
  }
};

/** Creates a folder that only its owner can open. */
export const makePrivateFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
};

/** Writes a value to a JSON file that only its owner can read. */
export const writePrivate = async (file: string, value: unknown): Promise<void> => {
  await makePrivateFolder(path.dirname(file));
  await writeAtomic(file, `${JSON.stringify(value, undefined, 2)}\n`);
};
