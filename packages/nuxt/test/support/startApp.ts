import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer as createSocket, type AddressInfo } from "node:net";
import path from "node:path";

/** A running instance of a built Nuxt application. */
export interface App extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** What it has written to its output. */
  readonly output: () => string;
}

/** A port that is free now. */
export const freePort = async (): Promise<number> => {
  const socket = createSocket().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address() as AddressInfo;
  await new Promise((resolve) => socket.close(resolve));
  return port;
};

const stop = async (child: ChildProcess) => {
  if (child.exitCode === null && child.kill()) await once(child, "exit");
};

/** Secret of the sessions. Instances with the same one accept each other's cookies. */
export const sessionPassword = "a password of the tests, at least 32 characters";

/** Starts an instance of a built application. */
export const startApp = async (
  folder: string,
  env: Readonly<Record<string, string>>,
  port?: number,
): Promise<App> => {
  const used = port ?? (await freePort());
  const child = spawn(process.execPath, [path.join(folder, ".output/server/index.mjs")], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: String(used),
      NUXT_USERS_SESSION_PASSWORD: sessionPassword,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", () => output.includes("Listening on") && resolve());
    child.once("exit", (code) => reject(new Error(`Ended with ${String(code)}: ${output}`)));
  });
  return {
    url: `http://127.0.0.1:${used}`,
    port: used,
    output: () => output,
    [Symbol.asyncDispose]: () => stop(child),
  };
};
