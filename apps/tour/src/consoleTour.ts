import { heading, note, reportStep, success } from "./report.ts";
import type { Service } from "./startService.ts";

/** Checks only that the console is served. */
export const consoleTour = async ({ url }: Service): Promise<void> => {
  heading('Vue: import { useUsers } from "@knetik-users/vue"');
  note("A console for those who run a user base, in front of the same API.");
  const started = performance.now();
  const response = await fetch(`${url}/users`);
  const title = /<title>(.*)<\/title>/.exec(await response.text())?.[1];
  if (!response.ok || title === undefined) {
    throw new Error(`The console answered ${response.status} at ${url}`);
  }
  reportStep("GET /users", success(`“${title}” at ${url}`), performance.now() - started);
};
