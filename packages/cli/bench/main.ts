/**
 * Fills a server with generated users and exports them, beside reading page after page; imports a file of
 * new and changed users into them, and new users into an empty server. At a simulated latency: rows a
 * second, peak memory of the program, and requests at a time.
 *
 * `pnpm bench --users 1000000 --import 20000 --latency 20`
 */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { parseArgs, promisify } from "node:util";

const { values } = parseArgs({
  options: {
    users: { type: "string", default: "100000" },
    import: { type: "string", default: "10000" },
    latency: { type: "string", default: "20" },
    batch: { type: "string", default: "400" },
  },
});

const runFile = promisify(execFile);
const server = path.resolve(import.meta.dirname, "../../server");
const source = ["--conditions=@knetik-users/source"];
const serverProgram = [...source, path.join(server, "src/cli/bin.ts")];
// As published, with the options in its first line. Node's compiler for TypeScript would take memory.
const program = path.join(import.meta.dirname, "../dist/bin.js");
const sequential = path.join(import.meta.dirname, "sequential.js");
const observer = path.join(import.meta.dirname, "observe.js");
const folder = await mkdtemp(path.join(tmpdir(), "knetik-users-bench-"));
const inFolder = (name: string) => path.join(folder, name);

/** A server on a database, with a client that may do everything. */
const startServer = async (data: string) => {
  const flags = ["create-client", "bench", "--role", "USERS_ADMIN", "--data", data];
  const created = await runFile(process.execPath, [...serverProgram, ...flags]);
  const secret = /client_secret {2}(\S+)/.exec(created.stdout)?.[1] ?? "";
  const child = spawn(process.execPath, [...serverProgram, "--port", "0", "--data", data], {
    // Passwords are hashed at the lowest cost: this measures the import.
    env: { ...process.env, ARGON2_MEMORY: "8", ARGON2_PASSES: "1", DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [ready] = (await once(child.stdout, "data")) as [Buffer];
  const url = /ready (\S+)/.exec(ready.toString())?.[1] ?? "";
  return {
    url,
    secret,
    stop: async () => {
      child.kill();
      await once(child, "close");
    },
  };
};
type Server = Awaited<ReturnType<typeof startServer>>;

interface Measured {
  readonly what: string;
  readonly rows: number;
  readonly seconds: number;
  readonly requests: number;
  readonly most: number;
  readonly peakMb: number;
  readonly cpuSeconds: number;
}

const results: Array<Measured> = [];

const measure = async (
  what: string,
  rows: number,
  { url, secret }: Server,
  args: readonly [command: string, ...rest: ReadonlyArray<string>],
): Promise<Measured> => {
  const report = inFolder("report.json");
  const env = {
    ...process.env,
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env["PATH"] ?? ""}`,
    NODE_OPTIONS: `--import=${observer}`,
    BENCH_LATENCY: values.latency,
    BENCH_REPORT: report,
    KNETIK_USERS_URL: url,
    KNETIK_USERS_CLIENT_ID: "bench",
    KNETIK_USERS_CLIENT_SECRET: secret,
    KNETIK_USERS_CONFIG: inFolder("config"),
  };
  const started = performance.now();
  const [command, ...rest] = args;
  await runFile(command, rest, { env, maxBuffer: 2 ** 30 });
  const seconds = (performance.now() - started) / 1_000;
  const observed = JSON.parse(await readFile(report, "utf8")) as Pick<
    Measured,
    "requests" | "most" | "peakMb" | "cpuSeconds"
  >;
  const measured = { what, rows, seconds, ...observed };
  results.push(measured);
  console.error(`${what}: ${seconds.toFixed(1)} s`);
  return measured;
};

/** Ids of a file of rows; fails if one occurs twice. */
const idsOf = async (file: string): Promise<Set<number>> => {
  const ids = new Set<number>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const { id } = JSON.parse(line) as { readonly id: number };
    if (ids.has(id)) throw new Error(`${file} has user ${id} twice.`);
    ids.add(id);
  }
  return ids;
};

const writeNewUsers = async (file: string, count: number) => {
  const handle = await open(file, "w");
  await handle.appendFile("username,email,password,first_name,tags\n");
  for (let start = 0; start < count; start += 1_000) {
    const lines = Array.from({ length: Math.min(1_000, count - start) }, (_, index) => {
      const name = `player${start + index}`;
      return `${name},${name}@example.com,correct horse battery,Ada,vip;beta\n`;
    });
    await handle.appendFile(lines.join(""));
  }
  await handle.close();
};

/** Rows that change an exported user and rows with a new one, in turn. */
const writeMixedUsers = async (file: string, exported: string, count: number) => {
  const handle = await open(file, "w");
  let rows = 0;
  for await (const line of createInterface({ input: createReadStream(exported) })) {
    const { username } = JSON.parse(line) as { readonly username?: string };
    if (username === undefined) continue;
    const added = {
      username: `new${rows}`,
      email: `new${rows}@example.com`,
      password: "long enough",
    };
    const changed = { username, display_name: `Changed ${rows}` };
    await handle.appendFile(`${JSON.stringify(changed)}\n${JSON.stringify(added)}\n`);
    if ((rows += 2) >= count) break;
  }
  await handle.close();
  return rows;
};

try {
  const total = Number(values.users);
  const data = inFolder("users.sqlite");
  await runFile(process.execPath, [
    ...[...source, path.join(server, "bench/million.ts")],
    ...["--data", data, "--users", values.users],
  ]);
  const full = await startServer(data);
  const [pages, ranges] = [inFolder("pages.ndjson"), inFolder("ranges.ndjson")];
  await measure("sequential pages", total, full, [
    process.execPath,
    sequential,
    ...[full.url, full.secret, values.batch, pages],
  ]);
  const exportFlags = ["--batch", values.batch, "--yes", "--quiet"];
  await measure("users export", total, full, [
    program,
    ...["users", "export", ranges, ...exportFlags],
  ]);
  await measure("users export, .csv.gz", total, full, [
    program,
    ...["users", "export", inFolder("users.csv.gz"), ...exportFlags],
  ]);
  const mixed = inFolder("mixed.ndjson");
  const mixedRows = await writeMixedUsers(mixed, pages, Number(values.import));
  const importMixed = ["users", "import", mixed, "--yes", "--quiet"] as const;
  await measure("users import, half new", mixedRows, full, [program, ...importMixed]);
  await measure("users import, unchanged", mixedRows, full, [program, ...importMixed]);
  await full.stop();
  const [expected, exported] = [await idsOf(pages), await idsOf(ranges)];
  if (exported.size !== total || expected.size !== total) {
    throw new Error(`${exported.size} and ${expected.size} of ${total} users were read.`);
  }

  const rows = Number(values.import);
  const file = inFolder("new.csv");
  await writeNewUsers(file, rows);
  const importFlags = ["users", "import", file, "--yes", "--quiet"];
  for (const concurrency of ["1", "8"]) {
    const empty = await startServer(inFolder(`empty${concurrency}.sqlite`));
    const flags = ["--concurrency", concurrency];
    await measure(`users import, all new, ${concurrency} at a time`, rows, empty, [
      program,
      ...importFlags,
      ...flags,
    ]);
    await empty.stop();
  }
  console.table(
    results.map(({ what, rows: count, seconds, requests, most, peakMb, cpuSeconds }) => ({
      what,
      rows: count,
      "rows/s": Math.round(count / seconds),
      seconds: Number(seconds.toFixed(1)),
      requests,
      "at a time": most,
      "peak MB": Math.round(peakMb),
      "CPU s": Number(cpuSeconds.toFixed(1)),
    })),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
