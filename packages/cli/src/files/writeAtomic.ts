import { randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { ownerOnly, requireReplaceable } from "./ownFile.ts";

/**
 * Replaces a file as a whole: after a crash it is the old or the new one, never a part. Only the owner can
 * read the new one.
 */
export const replaceFile = async (
  file: string,
  write: (handle: FileHandle) => Promise<void>,
): Promise<void> => {
  await requireReplaceable(file);
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, "wx", ownerOnly);
    try {
      await write(handle);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
};

/** Replaces a file by a text. */
export const writeAtomic = (file: string, text: string): Promise<void> =>
  replaceFile(file, (handle) => handle.writeFile(text));
