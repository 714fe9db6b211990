import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Bench } from "tinybench";
import { bundleSizes } from "./bundles.ts";
import { clients, type BenchedClient } from "./clients.ts";

const server = fork(new URL("./server.ts", import.meta.url), {
  execArgv: ["--conditions=@knetik-users/source"],
});
const [port] = (await once(server, "message")) as [number];
const all = clients(`http://127.0.0.1:${port}`);

const measure = async (
  title: string,
  calls: number,
  run: (client: BenchedClient) => () => Promise<unknown>,
) => {
  const bench = new Bench({ time: 2000, warmupTime: 500 });
  for (const client of all) bench.add(client.name, run(client));
  await bench.run();
  console.log(`\n${title}`);
  console.table(
    bench.tasks.map(({ name, result }) => {
      if (!("latency" in result)) throw new Error(`${name} failed`);
      return {
        client: name,
        "median µs per call": Math.round((result.latency.p50 / calls) * 1000),
        "p99 µs per call": Math.round((result.latency.p99 / calls) * 1000),
        "calls per second": Math.round(result.throughput.mean * calls),
      };
    }),
  );
};

console.log(
  `Node ${process.version} on ${availableParallelism()} cores; a server of fixed answers in another process.`,
);
await measure("GET one user, one call after the other", 1, ({ getUser }) => getUser);
await measure(
  "GET one user, 16 calls at once",
  16,
  ({ getUser }) =>
    () =>
      Promise.all(Array.from({ length: 16 }, getUser)),
);
await measure("GET a page of 100 users", 1, ({ getPage }) => getPage);
server.disconnect();

console.log("\nBrowser bundles, minified, with everything they need");
console.table(
  (await bundleSizes()).map(([bundle, minified, gzipped]) => ({
    bundle,
    "minified KB": (minified / 1024).toFixed(1),
    "gzipped KB": (gzipped / 1024).toFixed(1),
  })),
);
