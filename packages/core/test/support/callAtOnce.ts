import { createUsersClient } from "../../src/index.ts";
import { json, startFaultServer } from "./faultServer.ts";

/** Makes calls at once on a new client, against a real server. */
export const callAtOnce = async (count: number) => {
  let inFlight = 0;
  let mostInFlight = 0;
  await using server = await startFaultServer(json({ id: 1 }));
  await using client = createUsersClient({
    baseUrl: server.url,
    // So that a slow machine does not matter.
    timeout: { attempt: 600_000, call: 600_000 },
    fetch: async (url, init) => {
      mostInFlight = Math.max(mostInFlight, (inFlight += 1));
      try {
        return await fetch(url, init);
      } finally {
        inFlight -= 1;
      }
    },
  });
  const results = await Promise.all(Array.from({ length: count }, () => client.result.getUser(1)));
  return { errors: results.flatMap(({ error }) => error?.message ?? []), mostInFlight };
};
