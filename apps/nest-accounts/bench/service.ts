import { createApp } from "../src/createApp.ts";
import { defaultSettings, type AdapterName } from "../src/config/settings.ts";
import { byHand } from "./byHand.ts";

/** One process for each contender: `service.ts <module|hand> <adapter> <api>`. */
const [contender, adapter, apiUrl] = process.argv.slice(2) as [string, AdapterName, string];

const app =
  contender === "hand"
    ? await byHand(adapter, apiUrl)
    : await createApp({
        ...defaultSettings,
        adapter,
        apiUrl,
        clientId: "server",
        clientSecret: "bench",
      });
await app.listen(0, "127.0.0.1");
process.send?.(await app.getUrl());
process.once("disconnect", () => process.exit());
