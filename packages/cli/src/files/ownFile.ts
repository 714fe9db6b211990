import { constants } from "node:fs";
import { type FileHandle, lstat, open } from "node:fs/promises";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";

/** Only the owner can read and write it. */
export const ownerOnly = 0o600;

export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

const refused = (file: string, why: string) =>
  new CliError(`${file} ${why}.`, {
    exitCode: exitCodes.usage,
    hint: "In a folder that others can write to, they may have put it there. Use a folder of your own.",
  });

/**
 * Fails if there is something else than a file under the name, such as a device, a folder or a link: a
 * rename would put a file in its place.
 */
export const requireReplaceable = async (file: string): Promise<void> => {
  const found = await lstat(file).catch((error: unknown) => {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  });
  if (found === undefined || found.isFile()) return;
  throw new CliError(`${file} is not a regular file.`, {
    exitCode: exitCodes.usage,
    hint: "Use the name of a file. For a device, export to - and redirect the output.",
  });
};

/**
 * Opens a file for personal data, or creates it. Others cannot read it, and it is not one that they have
 * put there, as a link or to read what is written.
 *
 * @param append - `true` writes at the end.
 */
export const openOwnFile = async (file: string, append = false): Promise<FileHandle> => {
  const { O_RDWR, O_CREAT, O_APPEND, O_NOFOLLOW } = constants;
  // Windows does not have it; there, links need a privilege.
  const noLink = process.platform === "win32" ? 0 : O_NOFOLLOW;
  let handle: FileHandle;
  try {
    handle = await open(file, O_RDWR | O_CREAT | noLink | (append ? O_APPEND : 0), ownerOnly);
  } catch (error) {
    throw hasCode(error, "ELOOP") ? refused(file, "is a link") : error;
  }
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.nlink > 1) throw refused(file, "is not a file of its own");
    const user = process.getuid?.();
    if (user === undefined) return handle;
    if (found.uid !== user) throw refused(file, "belongs to another user");
    if ((found.mode & 0o077) !== 0) await handle.chmod(ownerOnly);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
};
