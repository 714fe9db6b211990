import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { bundleSizes } from "./bundles.ts";
import { measureCalls } from "./calls.ts";
import { quick, thorough } from "./effort.ts";
import { isImported, measureImports } from "./imports.ts";
import { measureMemory } from "./memory.ts";
import { startServer, startWorkers } from "./processes.ts";
import {
  formatTable,
  kilobytesRow,
  mediansOf,
  megabytesRow,
  microsecondsRow,
  millisecondsRow,
  type Row,
} from "./table.ts";

const { values: given } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    /** How often everything is measured. The table has the medians. */
    runs: { type: "string", default: "1" },
  },
});
const runs = Number(given.runs);
if (!Number.isInteger(runs) || runs < 1) throw new RangeError("--runs must be a number from 1.");
const { clients, memoryClients, ...effort } = given.quick ? quick : thorough;
const started = performance.now();
const [load = 0] = loadavg();
using server = await startServer();

/** Calls over loopback, to the server in another process. */
const loopbackRows = async (): Promise<ReadonlyArray<Row>> => {
  using started = await startWorkers(clients, server.url);
  const many = await measureCalls(started.workers, { call: "getUser", atOnce: 16 }, effort.calls);
  const page = await measureCalls(started.workers, { call: "getPage", atOnce: 1 }, effort.calls);
  const single = await measureCalls(started.workers, { call: "getUser", atOnce: 1 }, effort.calls);
  return [
    microsecondsRow("getUser, one after another: CPU ÷ ky", single.cpu),
    microsecondsRow("… median wall ÷ ky", single.wall),
    microsecondsRow("getUser, 16 at once: median wall ÷ ky", many.wall),
    microsecondsRow("… CPU of one call ÷ ky", many.cpu),
    microsecondsRow("page of 100 users: CPU ÷ ky", page.cpu),
    microsecondsRow("… median wall ÷ ky", page.wall),
  ];
};

const stubbedRow = async (): Promise<Row> => {
  // The official SDK takes no fetch function.
  using started = await startWorkers(clients.filter((name) => name !== "official SDK"));
  const { cpu } = await measureCalls(started.workers, { call: "getUser", atOnce: 1 }, effort.calls);
  return microsecondsRow("getUser with a stubbed fetch: CPU ÷ ky", cpu);
};

const importRow = () =>
  millisecondsRow(
    "import: CPU above bare node ÷ ky",
    measureImports(clients.filter(isImported), effort.importRounds),
  );

const bundleRow = async () => kilobytesRow("browser bundle, min+gzip", await bundleSizes(clients));

const memoryRow = async () =>
  megabytesRow(
    "10,000 calls at once: peak memory ÷ fetch",
    await measureMemory(memoryClients, server.url, effort.memoryRounds),
  );

const measured: Array<ReadonlyArray<Row>> = [];
for (let run = 0; run < runs; run += 1) {
  measured.push([
    ...(await loopbackRows()),
    await stubbedRow(),
    importRow(),
    await bundleRow(),
    await memoryRow(),
  ]);
}

const processors = cpus();
const seconds = Math.round((performance.now() - started) / 1000);
console.log(
  `Node ${process.version}, ${processors.length} × ${processors[0]?.model ?? "unknown processor"}, ` +
    `load average ${load.toFixed(2)} at the start, ${runs} ${runs === 1 ? "run" : "runs"}, ${seconds} s`,
);
console.log(formatTable(clients, mediansOf(measured)));
