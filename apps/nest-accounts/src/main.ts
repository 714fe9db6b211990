import process from "node:process";
import { readSettings } from "./config/settings.ts";
import { startTelemetry } from "./telemetry/start-telemetry.ts";

try {
  const settings = readSettings(process.env);
  const stopTelemetry = settings.telemetry ? await startTelemetry() : undefined;
  // Afterwards, so that telemetry sees the modules that it instruments.
  const { createApp } = await import("./create-app.ts");
  const app = await createApp({ ...settings, stopTelemetry });
  // Finishes requests in flight on SIGINT and SIGTERM.
  app.enableShutdownHooks();
  await app.listen(settings.port, settings.host);
  console.log(`ready ${await app.getUrl()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
