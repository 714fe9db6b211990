import { mkdtemp } from "node:fs/promises";
import autocannon from "autocannon";
import { databaseOf } from "../src/options/serverOptions.ts";
import { startContender } from "./load/contender.ts";
import { prepare } from "./load/scene.ts";
const folder = await mkdtemp("/tmp/sa-mem-");
for (const name of ["bare", "server"] as const) {
  const choice = databaseOf({ database: { file: `${folder}/${name}.sqlite` } });
  const scene = await prepare(choice, 2000);
  const c = await startContender(name, choice);
  const show = async (t: string) => { const u: any = await c.usage(); console.log(name, t, Object.entries(u).map(([k, v]) => `${k} ${(Number(v) / 1048576).toFixed(0)}`).join(" ")); };
  await show("start");
  await autocannon({ url: c.url, connections: 16, amount: 4000, requests: scene.reads as any }); await show("reads");
  await autocannon({ url: c.url, connections: 16, amount: 4000, requests: scene.reads as any }); await show("reads");
  await autocannon({ url: c.url, connections: 16, amount: 2000, requests: scene.clients as any }); await show("clients");
  await autocannon({ url: c.url, connections: 16, amount: 60, timeout: 60, requests: scene.passwords as any }); await show("passwords");
  await autocannon({ url: c.url, connections: 16, amount: 4000, requests: scene.reads as any }); await show("reads");
  await c.stop();
}
process.exit();
