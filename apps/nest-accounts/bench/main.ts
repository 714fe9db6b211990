import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import autocannon from "autocannon";
import { adapters } from "../test/support/service.ts";

const connections = 32;
const seconds = 5;
const rounds = 3;

const start = async (file: string, ...args: ReadonlyArray<string>) => {
  const child = fork(new URL(file, import.meta.url), [...args], {
    execArgv: ["--conditions=@knetik-users/source", "--import=./register.ts"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [message] = (await once(child, "message")) as [string | number];
  return { child, message: String(message) };
};

const stop = async (child: ChildProcess) => {
  const exit = once(child, "exit");
  child.disconnect();
  await exit;
};

/** Each connection is a different caller. */
const load = async (url: string, duration: number) => {
  let callers = 0;
  const result = await autocannon({
    url: `${url}/me`,
    connections,
    duration,
    setupClient: (client) => {
      client.setHeaders({ authorization: `Bearer bench-${(callers += 1)}` });
    },
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: not all were answered 200`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
};

const median = (numbers: ReadonlyArray<number>): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]!;

const contenders = [
  "by hand, fetch",
  "by hand, ky",
  "module",
  "module, nothing remembered",
] as const;

const upstream = await start("./upstream.ts");
const apiUrl = `http://127.0.0.1:${upstream.message}`;
console.log(
  `GET /me, the signed-in user as JSON, for ${connections} callers at a time.\n` +
    `By hand: a fetch (or bare ky) with the caller's token, each time. The module: UsersAuthGuard and\n` +
    `@CurrentUser(), which remember a caller for 10 s; and with \`guard.ttl: 0\`, a checked call each time.\n` +
    `Node ${process.version}, ${availableParallelism()} cores, median of ${rounds} rounds of ${seconds} s ` +
    `each; load and upstream share the machine.`,
);
const rows = [];
for (const adapter of adapters) {
  const running = await Promise.all(
    contenders.map(async (name) => {
      const { child, message } = await start("./service.ts", name, adapter, apiUrl);
      const runs: Array<Awaited<ReturnType<typeof load>>> = [];
      return { name, child, url: message, runs };
    }),
  );
  for (const { url } of running) await load(url, 3);
  for (let round = 0; round < rounds; round++) {
    for (const { url, runs } of running) runs.push(await load(url, seconds));
  }
  for (const { child } of running) await stop(child);
  const figures = running.map(({ name, runs }) => ({
    name,
    perSecond: median(runs.map(({ perSecond }) => perSecond)),
    p99: median(runs.map(({ p99 }) => p99)),
  }));
  for (const { name, perSecond, p99 } of figures) {
    const costs = Math.round((1 - perSecond / figures[0]!.perSecond) * 100);
    rows.push({ adapter, name, "req/s": Math.round(perSecond), "costs %": costs, "p99 ms": p99 });
  }
}
await stop(upstream.child);
console.table(rows);
