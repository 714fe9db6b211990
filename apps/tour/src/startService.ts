import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { serverCredentials } from "./sandbox.ts";

/** The example service in `apps/nest-accounts`, running beside the tour. */
export interface NestService {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const folder = fileURLToPath(new URL("../../nest-accounts", import.meta.url));

const stop = async (child: ChildProcess) => {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
};

/** The address in the line `ready http://…` that the service prints when it listens. */
const readAddress = async (child: ChildProcess): Promise<string> => {
  if (child.stdout === null) throw new Error("The Nest service has no output");
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^ready (http:\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error("The Nest service ended before it was ready");
};

/** Starts the service on a free port, against the given API. Needs a process: its decorators are compiled. */
export const startNestService = async (apiUrl: string): Promise<NestService> => {
  const child = spawn(
    process.execPath,
    ["--conditions=@knetik-users/source", "--import=tsx/esm", "src/main.ts"],
    {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        PORT: "0",
        USERS_API_URL: apiUrl,
        USERS_CLIENT_ID: serverCredentials.clientId,
        USERS_CLIENT_SECRET: serverCredentials.clientSecret,
      },
    },
  );
  try {
    const url = await readAddress(child);
    // Its log would otherwise fill the pipe and stop it.
    child.stdout.resume();
    return { url, close: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
};
