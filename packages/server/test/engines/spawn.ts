import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { inject } from "vitest";
import type { UsersServerOptions } from "../../src/index.ts";
import { type Answer, bodyOf, type Sent } from "../support.ts";

/** A server in its own process. */
export interface ServerProcess extends AsyncDisposable {
  readonly url: string;
  readonly call: (method: string, path: string, sent?: Sent) => Promise<Answer>;
  /** Kills it. */
  readonly kill: () => Promise<void>;
  /** Sends SIGTERM and waits for the exit. Returns the exit code. */
  readonly stop: () => Promise<number | null>;
}

const end = async (child: ChildProcess, signal: NodeJS.Signals) => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill(signal);
  await exited;
};

/** The URL of the `ready` line that a server prints. */
export const readyAt = (child: ChildProcess): Promise<string> =>
  new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const [, url] = /^ready (\S+)\n/.exec(output) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once("exit", () => {
      reject(new Error("The server ended before it was ready."));
    });
  });

export const spawnServer = async (options: UsersServerOptions): Promise<ServerProcess> => {
  const child = spawn(
    process.execPath,
    [join(inject("programs"), "process.js"), JSON.stringify(options)],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const url = await readyAt(child);
  return {
    url,
    call: async (method, path, sent = {}) => {
      const { token, json } = sent;
      const response = await fetch(url + path, {
        method,
        headers: {
          ...sent.headers,
          // An idle connection would delay the end of the server.
          connection: "close",
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(json !== undefined && { "content-type": "application/json" }),
          ...(sent.form !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
        },
        body: bodyOf(sent) ?? null,
        signal: AbortSignal.timeout(120_000),
      });
      const text = await response.text();
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      return { status: response.status, headers: response.headers, body };
    },
    kill: () => end(child, "SIGKILL"),
    stop: async () => {
      await end(child, "SIGTERM");
      return child.exitCode;
    },
    [Symbol.asyncDispose]: () => end(child, "SIGTERM"),
  };
};

/** A token with both roles. */
export const adminOf = async ({ call }: Pick<ServerProcess, "call">): Promise<string> => {
  const form = {
    grant_type: "client_credentials",
    client_id: "server",
    client_secret: "sandbox-secret",
  };
  return (await call("POST", "/oauth/token", { form })).body.access_token;
};
