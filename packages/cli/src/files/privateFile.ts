import { type FileHandle, mkdir, open, stat } from "node:fs/promises";
import path from "node:path";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { hasCode } from "./ownFile.ts";
import { writeAtomic } from "./writeAtomic.ts";

const refused = (message: string, hint: string) =>
  new CliError(message, { exitCode: exitCodes.usage, hint });

/**
 * Fails if others can read the file, because its secrets may already be known, or if they could have
 * written it: a profile says to which API a secret is sent.
 */
const requirePrivate = async (file: string, handle: FileHandle): Promise<void> => {
  const user = process.getuid?.();
  if (user === undefined) return;
  const { mode, uid } = await handle.stat();
  if (uid !== user) {
    throw refused(
      `${file} belongs to another user.`,
      "Set KNETIK_USERS_CONFIG to a folder of yours.",
    );
  }
  if ((mode & 0o077) !== 0) {
    throw refused(
      `${file} contains credentials, and other users can read it.`,
      `Run \`chmod 600 ${file}\`, and replace the credentials if this machine has other users.`,
    );
  }
  const folder = path.dirname(file);
  if (((await stat(folder)).mode & 0o022) !== 0) {
    throw refused(
      `Other users can replace the files of ${folder}.`,
      `Run \`chmod 700 ${folder}\`, or set KNETIK_USERS_CONFIG to a folder of yours.`,
    );
  }
};

/** A value in a JSON file that only its owner can read; `undefined` if there is no file. */
export const readPrivate = async (file: string): Promise<unknown> => {
  let handle: FileHandle;
  try {
    handle = await open(file, "r");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
  let text: string;
  try {
    // The file that is checked is the one that is read.
    await requirePrivate(file, handle);
    text = await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
  try {
    return JSON.parse(text);
  } catch {
    // The message of the parser would quote the file.
    throw refused(
      `${file} is not valid JSON.`,
      "Delete it, and sign in again with `knetik-users login`.",
    );
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
