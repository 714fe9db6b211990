import type { CallOptions } from "../call/callOptions.ts";
import { getUsers } from "../contract/userEndpoints.ts";
import { Aborted } from "../errors/errors.ts";
import type { UserSummary } from "../models/user.ts";
import { userIdRange } from "../models/userIdRange.ts";
import type { UsersClient } from "./usersClient.ts";

/** Maximum number of ids in one request. */
const maxIds = 100;

/** A client that can list users; a partial one will do. */
export interface UserLoaderClient {
  /** Reads the users of a batch. */
  readonly all: Pick<UsersClient["all"], "getUsers">;
}

/** Options of a single load. */
export interface LoadOptions {
  /** Cancels this load. The request is cancelled with the last load that waits for it. */
  readonly signal?: AbortSignal | undefined;
}

/** Loads users by id, many with one request. */
export interface UserLoader {
  /**
   * Loads one user. Resolves with `undefined` if there is no such user. Rejects with the errors of
   * `getUsers`: all loads of a request with the same one.
   */
  readonly load: (id: number, options?: LoadOptions) => Promise<UserSummary | undefined>;
}

type Users = ReadonlyMap<number, UserSummary>;

/** The loads that share a request. */
interface Batch {
  /** Number of loads by id. A cancelled load no longer counts. */
  readonly loads: Map<number, number>;
  readonly controller: AbortController;
  readonly users: Promise<Users>;
}

const isUserId = (id: number): boolean =>
  Number.isInteger(id) && id >= userIdRange.minimum && id <= userIdRange.maximum;

const aborted = (signal: AbortSignal, isSent: boolean) =>
  new Aborted({
    operation: getUsers.name,
    message: `${getUsers.name}: The call was cancelled.`,
    issues: [],
    retryable: false,
    attempts: isSent ? 1 : 0,
    cause: signal.reason,
  });

/** Resolves with the outcome, or rejects as soon as the signal is aborted. */
const untilAborted = async <A>(
  outcome: Promise<A>,
  signal: AbortSignal | undefined,
  onAbort: (signal: AbortSignal) => Aborted,
): Promise<A> => {
  if (signal === undefined) return outcome;
  let stop = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(onAbort(signal));
  });
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([stopped, outcome]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
};

/**
 * Creates a loader for lists whose rows each need a user: it collects the ids that are loaded in the same
 * tick and reads up to 100 users with one request (`GET /users?filter_id_list=…`). An id that is loaded
 * several times is sent once. Nothing is cached: the next tick asks again.
 *
 * A {@link UserSummary} has fewer fields than a user. `options` are those of every request.
 *
 * @example
 * ```ts
 * import { createUserLoader, createUsersClient } from "@knetik-users/core";
 *
 * const users = createUsersClient({ baseUrl: "http://127.0.0.1:8080" });
 * const loader = createUserLoader(users);
 * const orders = [{ userId: 1 }, { userId: 2 }, { userId: 1 }];
 * // One request.
 * const buyers = await Promise.all(orders.map(({ userId }) => loader.load(userId)));
 * console.log(buyers.map((buyer) => buyer?.displayName ?? "a deleted user"));
 * ```
 */
export const createUserLoader = (
  client: UserLoaderClient,
  options: CallOptions = {},
): UserLoader => {
  // The loads of this tick. A batch that is full stays here for the ids in it.
  let collected = new Map<number, Batch>();
  let open: Batch | undefined;
  let tick: Promise<void> | undefined;

  /** Microtasks, unlike timers, are not delayed by browsers or stopped by the fake timers of a test. */
  const endOfTick = async () => {
    let known: number;
    do {
      known = collected.size;
      await Promise.resolve();
    } while (collected.size > known);
    collected = new Map();
    open = undefined;
    tick = undefined;
  };

  const read = async (ids: ReadonlyArray<number>, signal: AbortSignal): Promise<Users> => {
    const users = new Map<number, UserSummary>();
    if (ids.length === 0) return users;
    // All pages, because the API may return fewer rows than the requested size.
    const search = { filter: { ids }, size: ids.length };
    for await (const user of client.all.getUsers(search, { ...options, signal })) {
      users.set(user.id, user);
      if (users.size === ids.length) break;
    }
    return users;
  };

  const openBatch = (): Batch => {
    tick ??= endOfTick();
    const loads = new Map<number, number>();
    const controller = new AbortController();
    const users = tick.then(() => read([...loads.keys()], controller.signal));
    return { loads, controller, users };
  };

  /** The batch of an id. An invalid id is alone in its batch, so that it does not fail the others. */
  const batchOf = (id: number): Batch => {
    const found = collected.get(id);
    if (found !== undefined) return found;
    if (!isUserId(id)) return openBatch();
    if (open === undefined || open.loads.size === maxIds) open = openBatch();
    collected.set(id, open);
    return open;
  };

  const leave = ({ loads, controller }: Batch, id: number, isSent: boolean): void => {
    const others = (loads.get(id) ?? 1) - 1;
    if (others > 0) loads.set(id, others);
    else loads.delete(id);
    if (isSent && loads.size === 0) controller.abort();
  };

  return {
    load: async (id, { signal } = {}) => {
      if (signal?.aborted === true) throw aborted(signal, false);
      const batch = batchOf(id);
      batch.loads.set(id, (batch.loads.get(id) ?? 0) + 1);
      const users = await untilAborted(batch.users, signal, (reason) => {
        const isSent = collected.get(id) !== batch;
        leave(batch, id, isSent);
        return aborted(reason, isSent);
      });
      return users.get(id);
    },
  };
};
