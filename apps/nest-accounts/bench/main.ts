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
    execArgv: ["--conditions=@knetik-users/source", "--import=tsx/esm"],
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

const load = async (url: string, duration: number) => {
  const result = await autocannon({
    url: `${url}/me`,
    connections,
    duration,
    headers: { authorization: "Bearer bench-token" },
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${url}: not all were answered 200`);
  return { perSecond: result.requests.average, p99: result.latency.p99 };
};

const median = (numbers: ReadonlyArray<number>): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]!;

const upstream = await start("./upstream.ts");
const apiUrl = `http://127.0.0.1:${upstream.message}`;
console.log(
  `GET /me: one getUser("me") with the caller's token upstream, and its answer as JSON.\n` +
    `Node ${process.version}, ${availableParallelism()} cores, ${connections} connections, ` +
    `median of ${rounds} rounds of ${seconds} s each; load and upstream share the machine.`,
);
const rows = [];
for (const adapter of adapters) {
  const contenders = {
    module: await start("./service.ts", "module", adapter, apiUrl),
    hand: await start("./service.ts", "hand", adapter, apiUrl),
  };
  const runs: Record<keyof typeof contenders, Array<Awaited<ReturnType<typeof load>>>> = {
    module: [],
    hand: [],
  };
  for (const { message } of Object.values(contenders)) await load(message, 3);
  for (let round = 0; round < rounds; round++) {
    for (const name of ["hand", "module"] as const) {
      runs[name].push(await load(contenders[name].message, seconds));
    }
  }
  for (const { child } of Object.values(contenders)) await stop(child);
  const perSecond = (name: keyof typeof runs) =>
    median(runs[name].map(({ perSecond: count }) => count));
  const p99 = (name: keyof typeof runs) => median(runs[name].map(({ p99: latency }) => latency));
  rows.push({
    adapter,
    "by hand, req/s": Math.round(perSecond("hand")),
    "module, req/s": Math.round(perSecond("module")),
    "costs %": Math.round((1 - perSecond("module") / perSecond("hand")) * 100),
    "by hand, p99 ms": p99("hand"),
    "module, p99 ms": p99("module"),
  });
}
await stop(upstream.child);
console.table(rows);
