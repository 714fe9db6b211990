import type { UsersClient } from "../client/usersClient.ts";
import type { UserSummary } from "../models/user.ts";
import type { UserSearch } from "../models/userSearch.ts";
import type { Patience } from "./patience.ts";

/** A list to read as a whole. */
export interface ListSource {
  readonly client: Pick<UsersClient, "all">;
  readonly search: UserSearch;
  /** Rows per request. */
  readonly size: number;
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/** Every row of the list, also after an outage, then without the rows before it. */
export async function* readAllUsers(
  { client, search, size, patience, signal }: ListSource,
  pagesInFlight: number,
  isSeen: (id: number) => boolean,
): AsyncGenerator<UserSummary> {
  const read = new Set<number>();
  const waits = patience.start();
  for (;;) {
    try {
      const rows = client.all.getUsers({ ...search, size }, { signal, pagesInFlight });
      for await (const row of rows) {
        waits.reset();
        patience.succeeded();
        if (isSeen(row.id) || read.has(row.id)) continue;
        read.add(row.id);
        yield row;
      }
      return;
    } catch (error) {
      await waits.afterFailure(error);
    }
  }
}
