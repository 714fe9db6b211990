import { heading, note, reportStep, success } from "./report.ts";
import type { Service } from "./startService.ts";

/** Checks that the console is served. */
export const checkConsole = async ({ url }: Service): Promise<void> => {
  heading('Vue: import { useUsers } from "@knetik-users/vue"');
  note("An admin console for the same API.");
  const started = performance.now();
  const response = await fetch(`${url}/users`);
  if (!response.ok)
    throw new Error(`The console responded with ${response.status} at ${response.url}`);
  const title = /<title>(.*)<\/title>/.exec(await response.text())?.[1];
  if (title === undefined) throw new Error(`The page at ${response.url} has no title`);
  reportStep("GET /users", success(`“${title}” at ${url}`), performance.now() - started);
};
