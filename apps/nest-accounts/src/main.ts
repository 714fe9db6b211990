import process from "node:process";
import { readSettings } from "./config/settings.ts";
import { createApp } from "./create-app.ts";

try {
  const settings = readSettings(process.env);
  const app = await createApp(settings);
  // Finishes requests in flight on SIGINT and SIGTERM.
  app.enableShutdownHooks();
  await app.listen(settings.port, settings.host);
  console.log(`ready ${await app.getUrl()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
