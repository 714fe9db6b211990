import type { AdminClient } from "../administration/adminClient.ts";
import { foundByNames } from "./foundByNames.ts";
import type { SimilarUsers } from "./similarUsers.ts";

const shortest = 2;
const rows = 25;

/**
 * The users whose names begin with the longest possible beginning of a text that nothing begins with. A beginning of
 * something that is found is found, too, so that half of the lengths need not be tried each time.
 */
export const nearestNames = async (
  client: Pick<AdminClient, "findUsers">,
  text: string,
  signal: AbortSignal,
): Promise<SimilarUsers | null> => {
  const letters = Array.from(text);
  let nearest: SimilarUsers | null = null;
  let known = shortest - 1;
  let tooLong = letters.length;
  while (tooLong - known > 1) {
    const length = Math.ceil((known + tooLong) / 2);
    const beginning = letters.slice(0, length).join("").trimEnd();
    const found = await client.findUsers({ search: beginning, size: rows }, { signal });
    if (found.users.length === 0) tooLong = length;
    else {
      known = length;
      nearest = { by: "beginning", text: beginning, found: foundByNames(found, beginning) };
    }
  }
  return nearest;
};
