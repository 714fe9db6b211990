import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";

/** Only the owner can read and write it. */
export const ownerOnly = 0o600;

/** Replaces a file as a whole: after a crash it is the old or the new one, never a part. */
export const writeAtomic = async (file: string, text: string, mode = ownerOnly): Promise<void> => {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, "wx", mode);
    try {
      await handle.writeFile(text);
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
