import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { DatabaseChoice } from "../../src/database/databaseKind.ts";

interface Usage {
  /** Bytes. */
  readonly rss: number;
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

export const startContender = async (
  name: "server" | "bare",
  choice: DatabaseChoice,
  profiles?: string,
): Promise<Contender> => {
  const child = fork(new URL("./service.ts", import.meta.url), [name, JSON.stringify(choice)], {
    execArgv: [
      "--conditions=@knetik-users/source",
      ...(profiles === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profiles}`]),
    ],
    env: { ...process.env, NODE_ENV: "production" },
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
