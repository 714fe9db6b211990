import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PassThrough, Readable } from "node:stream";
import { createServer, type UsersServer, type UsersServerOptions } from "@knetik-users/server";
import type { ExitCode } from "../src/errors/exitCodes.ts";
import { runCli } from "../src/program/runCli.ts";
import type { Host, TerminalWritable } from "../src/terminal/host.ts";

/** Hashing at the lowest cost that the server accepts. */
const cheapPasswords = { memory: 8, passes: 1 };

export const sandbox = { sandbox: true, passwords: cheapPasswords } satisfies UsersServerOptions;

/** A server in this process, and its address. */
export const startServer = async (options: UsersServerOptions = sandbox) => {
  const server: UsersServer = await createServer(options);
  const { url } = await server.listen({ port: 0 });
  return { server, url };
};

const collect = (isTTY: boolean, columns: number) => {
  const stream: TerminalWritable = Object.assign(new PassThrough(), { isTTY, columns });
  let text = "";
  stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return { stream, text: () => text };
};

interface RunOptions {
  readonly env?: Host["env"];
  readonly stdin?: string;
  /** Standard output and error are terminals of this width. */
  readonly columns?: number;
  readonly signal?: AbortSignal;
  readonly fetch?: Host["fetch"];
  readonly keychain?: Host["keychain"];
}

export interface Outcome {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
  /** The lines of standard output as JSON. */
  readonly json: () => ReadonlyArray<Record<string, unknown>>;
}

/** Runs a command in this process. */
export const run = async (
  args: ReadonlyArray<string>,
  options: RunOptions = {},
): Promise<Outcome> => {
  const { env = {}, stdin = "", columns, fetch, keychain } = options;
  const { signal = new AbortController().signal } = options;
  const out = collect(columns !== undefined, columns ?? 80);
  const err = collect(columns !== undefined, columns ?? 80);
  const code = await runCli(
    {
      stdin: Readable.from([stdin]),
      stdout: out.stream,
      stderr: err.stream,
      ...{ env, signal, fetch, keychain },
    },
    args,
  );
  return {
    code,
    out: out.text(),
    err: err.text(),
    json: () =>
      out
        .text()
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
};

/** The environment of an administrator. */
export const adminEnv = (url: string, folder?: string): Host["env"] => ({
  KNETIK_USERS_URL: url,
  KNETIK_USERS_CLIENT_ID: "server",
  KNETIK_USERS_CLIENT_SECRET: "sandbox-secret",
  ...(folder !== undefined && { KNETIK_USERS_CONFIG: folder }),
});

/** A folder that is deleted at the end of the scope. */
export const temporaryFolder = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "knetik-users-cli-"));
  return {
    folder,
    file: (name: string) => path.join(folder, name),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
};
