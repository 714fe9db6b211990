import { readdir, readFile } from "node:fs/promises";
import { setPriority } from "node:os";

/** As `nice` counts: 0 is normal, 19 the lowest. */
const lowered = 5;
const tasks = "/proc/self/task";

/**
 * Gives the threads that hash passwords less of a busy CPU than the one that answers requests, so that
 * many sign-ins at once do not delay everything else. They are those of Node's thread pool. Only Linux
 * has a priority for each thread, and names of threads; elsewhere it does nothing.
 */
export const lowerThreadPoolPriority = async (): Promise<void> => {
  if (process.platform !== "linux") return;
  // Reading the folder also starts the threads.
  for (const id of await readdir(tasks).catch(() => [])) {
    // A thread may have ended.
    const name = await readFile(`${tasks}/${id}/comm`, "utf8").catch(() => "");
    if (name.trim() !== "libuv-worker") continue;
    try {
      setPriority(Number(id), lowered);
    } catch {
      // Not allowed, such as by a filter of system calls. It is an optimization only.
    }
  }
};
