import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseChoice } from "../../src/database/databaseKind.ts";
import { bundlePrograms } from "../../test/engines/programs.ts";

interface Usage {
  /** Bytes. */
  readonly rss: number;
  /** Bytes of JavaScript values, and of the space for them. */
  readonly heapUsed: number;
  readonly heapTotal: number;
  readonly cpuSeconds: number;
}

/** A process under load. */
export interface Contender {
  readonly url: string;
  readonly usage: () => Promise<Usage>;
  readonly stop: () => Promise<void>;
}

const messageOf = async (child: ChildProcess): Promise<unknown> => {
  const [message] = (await once(child, "message")) as [unknown];
  return message;
};

let folder: Promise<string> | undefined;

/** A program as a bundle, as it is published: the sources need more time and memory. */
const bundled = async (name: "service" | "bin"): Promise<string> => {
  folder ??= bundlePrograms({ service: "bench/load/service.ts", bin: "src/cli/bin.ts" }).then(
    (made) => {
      process.once("exit", () => {
        rmSync(made, { recursive: true, force: true });
      });
      return made;
    },
  );
  return join(await folder, `${name}.js`);
};

/** Milliseconds from the start of the program until it is ready. */
export const startTime = async (choice: DatabaseChoice): Promise<number> => {
  const program = await bundled("bin");
  const database = "url" in choice ? [] : ["--data", choice.file];
  const begin = performance.now();
  const child = spawn(process.execPath, [program, "--port", "0", ...database], {
    env: { ...process.env, ...("url" in choice && { DATABASE_URL: choice.url }) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const milliseconds = performance.now() - begin;
  const exit = once(child, "exit");
  child.kill();
  await exit;
  return milliseconds;
};

export const startContender = async (
  name: "server" | "bare",
  choice: DatabaseChoice,
  profiles?: string,
): Promise<Contender> => {
  const child = fork(await bundled("service"), [name, JSON.stringify(choice)], {
    // Flags and variables are those of the Dockerfile.
    execArgv: [
      "--max-semi-space-size=4",
      ...(profiles === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profiles}`]),
    ],
    env: {
      ...process.env,
      NODE_ENV: "production",
      MALLOC_ARENA_MAX: "2",
      MALLOC_MMAP_THRESHOLD_: "33554432",
      MALLOC_TRIM_THRESHOLD_: "67108864",
    },
  });
  const url = String(await messageOf(child));
  return {
    url,
    usage: () => {
      child.send("usage");
      return messageOf(child) as Promise<Usage>;
    },
    stop: async () => {
      const exit = once(child, "exit");
      child.disconnect();
      await exit;
    },
  };
};
