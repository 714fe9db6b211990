import { createApp } from "../src/create-app.ts";
import { defaultSettings, type AdapterName } from "../src/config/settings.ts";
import { byHand, clients } from "./by-hand.ts";

/** One process per contender: `service.ts <contender> <adapter> <api>`. */
const [contender, adapter, apiUrl] = process.argv.slice(2) as [string, AdapterName, string];

const module = (guard: { readonly ttl?: number }) =>
  createApp({
    ...defaultSettings,
    adapter,
    apiUrl,
    clientId: "server",
    clientSecret: "bench",
    users: { guard },
  });

const start = {
  "by hand, fetch": () => byHand(adapter, apiUrl, clients.fetch),
  "by hand, ky": () => byHand(adapter, apiUrl, clients.ky),
  module: () => module({}),
  "module, nothing remembered": () => module({ ttl: 0 }),
}[contender];
if (start === undefined) throw new Error(`There is no contender ${contender}.`);

const app = await start();
await app.listen(0, "127.0.0.1");
process.send?.(await app.getUrl());
process.once("disconnect", () => process.exit());
