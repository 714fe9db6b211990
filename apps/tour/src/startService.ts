import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { serverCredentials } from "./sandbox.ts";

/** A service in a separate process. */
export interface Service {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const stop = async (child: ChildProcess) => {
  if (child.exitCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
};

/** The URL in the line `ready http://…` of a service. */
const readAddress = async (child: ChildProcess, name: string): Promise<string> => {
  if (child.stdout === null) throw new Error(`${name} has no output`);
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^ready (http:\S+)$/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error(`${name} ended before it was ready`);
};

/** Starts another app of this repository in a separate process, on a free port. */
const startService = async (
  name: string,
  { args, env }: { readonly args: ReadonlyArray<string>; readonly env: NodeJS.ProcessEnv },
): Promise<Service> => {
  const child = spawn(process.execPath, args, {
    cwd: fileURLToPath(new URL(`../../${name}`, import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PORT: "0", ...env },
  });
  try {
    const url = await readAddress(child, name);
    // Otherwise its log would fill the pipe and block it.
    child.stdout.resume();
    return { url, close: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
};

/** Starts the Nest service against the given API. Its decorators are compiled. */
export const startNestService = (apiUrl: string): Promise<Service> =>
  startService("nest-accounts", {
    args: ["--conditions=@knetik-users/source", "--import=./register.ts", "src/main.ts"],
    env: {
      USERS_API_URL: apiUrl,
      USERS_CLIENT_ID: serverCredentials.clientId,
      USERS_CLIENT_SECRET: serverCredentials.clientSecret,
    },
  });

/** Builds and serves the console for the given API. */
export const startConsole = (apiUrl: string): Promise<Service> =>
  startService("vue-console", {
    args: ["server/main.ts", "--build"],
    env: { USERS_API_URL: apiUrl },
  });
