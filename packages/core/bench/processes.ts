import { fork, type ChildProcess } from "node:child_process";
import type { CandidateName } from "./candidates.ts";
import type { Turn, TurnCost } from "./worker.ts";

const reply = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null) => {
      reject(new Error(`${child.spawnargs.join(" ")} ended with ${code} before it answered.`));
    };
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message);
    });
  });

/** A running process. Disposing of it ends it. */
interface Running {
  [Symbol.dispose](): void;
}

const start = async (file: string, parameters: ReadonlyArray<string> = []) => {
  const child = fork(new URL(file, import.meta.url), parameters, { execArgv: [] });
  return { child, firstMessage: await reply(child) };
};

export const startServer = async (): Promise<Running & { readonly url: string }> => {
  const { child, firstMessage } = await start("./server.ts");
  return {
    url: `http://127.0.0.1:${String(firstMessage)}`,
    [Symbol.dispose]: () => child.disconnect(),
  };
};

export interface Worker extends Running {
  readonly name: CandidateName;
  readonly take: (turn: Turn) => Promise<TurnCost>;
}

/** A client in a process of its own. Without a server its `fetch` is stubbed. */
export const startWorker = async (name: CandidateName, serverUrl?: string): Promise<Worker> => {
  const { child } = await start("./worker.ts", [name, ...(serverUrl ? [serverUrl] : [])]);
  return {
    name,
    take: async (turn) => {
      const cost = reply(child);
      child.send(turn);
      return (await cost) as TurnCost;
    },
    [Symbol.dispose]: () => child.disconnect(),
  };
};

export const startWorkers = async (
  names: ReadonlyArray<CandidateName>,
  serverUrl?: string,
): Promise<Running & { readonly workers: ReadonlyArray<Worker> }> => {
  using started = new DisposableStack();
  const workers: Array<Worker> = [];
  for (const name of names) workers.push(started.use(await startWorker(name, serverUrl)));
  const running = started.move();
  return { workers, [Symbol.dispose]: () => running.dispose() };
};
