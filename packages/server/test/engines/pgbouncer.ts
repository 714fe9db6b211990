import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { unprivileged } from "./cluster.ts";
import { freePort } from "./freePort.ts";

/** A version of PgBouncer, such as 1.24. */
interface Installed {
  readonly program: string;
  readonly version: readonly [major: number, minor: number];
}

/** `PGBOUNCER`, or the one of the system; undefined if there is none. */
export const installedPgBouncer = (): Installed | undefined => {
  const { PGBOUNCER: given } = process.env;
  for (const program of given === undefined ? ["pgbouncer", "/usr/sbin/pgbouncer"] : [given]) {
    try {
      const text = execFileSync(program, ["--version"], { encoding: "utf8" });
      const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(text) ?? [];
      return { program, version: [Number(major), Number(minor)] };
    } catch {
      // Not there.
    }
  }
  return undefined;
};

export interface PgBouncer extends AsyncDisposable {
  /** The address of a PostgreSQL URL, through PgBouncer. */
  readonly through: (url: string) => string;
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => {
      resolve(false);
    });
  });

/** Starts PgBouncer in front of a PostgreSQL server. `settings` are lines of its configuration. */
export const startPgBouncer = async (
  { program }: Installed,
  server: string,
  settings: ReadonlyArray<string>,
): Promise<PgBouncer> => {
  const { username, password, port: serverPort } = new URL(server);
  const folder = await mkdtemp(join(tmpdir(), "knetik-users-pgbouncer-"));
  await chmod(folder, 0o755);
  const port = await freePort();
  await writeFile(join(folder, "users.txt"), `"${username}" "${password}"\n`);
  const file = join(folder, "pgbouncer.ini");
  await writeFile(
    file,
    [
      "[databases]",
      `* = host=127.0.0.1 port=${serverPort}`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${port}`,
      "unix_socket_dir =",
      "auth_type = scram-sha-256",
      `auth_file = ${join(folder, "users.txt")}`,
      ...settings,
    ].join("\n"),
  );
  const account = await unprivileged();
  let child: ChildProcess | undefined;
  const kill = async () => {
    if (child === undefined) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    child = undefined;
  };
  const start = async () => {
    const started = spawn(program, [file], { ...account, cwd: folder, stdio: "ignore" });
    child = started;
    while (!(await isListening(port))) {
      if (started.exitCode !== null) throw new Error(`${program} ended: ${started.exitCode}`);
      await sleep(20);
    }
  };
  await start();
  return {
    through: (url) => {
      const pooled = new URL(url);
      pooled.port = String(port);
      return pooled.href;
    },
    start,
    kill,
    [Symbol.asyncDispose]: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
