import { randomUUID } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { CliError } from "../errors/cliError.ts";
import { exitCodes } from "../errors/exitCodes.ts";
import { ownerOnly } from "./ownFile.ts";

const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error ? error.code : undefined;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user.
    return codeOf(error) === "EPERM";
  }
};

const readLock = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
};

const tryLock = async (file: string, owner: string): Promise<boolean> => {
  // A link of a complete file: no process sees a lock without its owner.
  const own = `${file}.${randomUUID()}`;
  await writeFile(own, owner, { mode: ownerOnly });
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
};

/** Removes the lock of a process that has ended, and no other. */
const removeStale = async (file: string): Promise<void> => {
  const owner = await readLock(file);
  if (owner === undefined || isRunning(Number.parseInt(owner, 10))) return;
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  // Another process may have replaced the stale lock by its own meanwhile.
  if ((await readLock(aside)) !== owner) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
};

export interface FileLock {
  readonly release: () => Promise<void>;
}

/** Takes a lock that ends with its process; `undefined` if another process holds it. */
const lockFile = async (file: string): Promise<FileLock | undefined> => {
  const owner = `${process.pid} ${randomUUID()}`;
  if (!(await tryLock(file, owner))) {
    await removeStale(file);
    if (!(await tryLock(file, owner))) return undefined;
  }
  return {
    release: async () => {
      if ((await readLock(file)) === owner) await rm(file, { force: true });
    },
  };
};

/** Runs a function while holding a lock, for which it waits. */
export const withFileLock = async (file: string, run: () => Promise<void>): Promise<void> => {
  let lock = await lockFile(file);
  while (lock === undefined) {
    await delay(50);
    lock = await lockFile(file);
  }
  try {
    await run();
  } finally {
    await lock.release();
  }
};

/** Takes a lock, or fails because another process works on `what`. */
export const requireLock = async (file: string, what: string): Promise<FileLock> => {
  const lock = await lockFile(file);
  if (lock !== undefined) return lock;
  const owner = Number.parseInt((await readLock(file)) ?? "", 10);
  throw new CliError(`Another process (${owner}) is working on ${what}.`, {
    exitCode: exitCodes.conflict,
    hint: `Wait for it, or stop it. If there is no such process, delete ${file}.`,
  });
};
