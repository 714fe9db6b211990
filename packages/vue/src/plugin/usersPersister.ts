import { ConfigurationError } from "@knetik-users/core";
import type { DehydratedState } from "@tanstack/vue-query";
import { readOfKey } from "../cache/usersKey.ts";
import { parseState, stringifyState } from "../ssr/dehydrateUsers.ts";
import type { UsersPlugin } from "./makePlugin.ts";

/** `localStorage`, `sessionStorage`, or a storage whose methods return promises. */
export interface PersisterStorage {
  readonly getItem: (key: string) => string | null | undefined | Promise<string | null | undefined>;
  readonly setItem: (key: string, text: string) => unknown;
  readonly removeItem: (key: string) => unknown;
}

/** Options of {@link usersPersister}. */
export interface UsersPersisterOptions {
  /** Default `"knetik-users.cache"`. */
  readonly key?: string;
  /**
   * The visitor whose data it is. Default: the session. Required without a session: an id of your own sign-in, and
   * `undefined` for a visitor who is not signed in.
   */
  readonly owner?: () => string | undefined;
}

/** The cache as `persistQueryClient` stores it. */
export interface PersistedCache {
  readonly timestamp: number;
  readonly buster: string;
  readonly clientState: DehydratedState;
}

/** A `Persister` of TanStack's `persistQueryClient`. */
export interface UsersPersister {
  readonly persistClient: (cache: PersistedCache) => void;
  readonly restoreClient: () => Promise<PersistedCache | undefined>;
  readonly removeClient: () => Promise<void>;
}

interface Stored {
  readonly owner: string | undefined;
  readonly cache: PersistedCache;
}

/** Milliseconds between two writes for the same owner. */
const throttleMs = 1_000;

const isStored = (value: unknown): value is Stored =>
  typeof value === "object" && value !== null && "owner" in value && "cache" in value;

/** The reads of this package. Mutations, whose variables may contain a password, are left out. */
const ownReads = ({ clientState, ...rest }: PersistedCache): PersistedCache => ({
  ...rest,
  clientState: {
    mutations: [],
    queries: clientState.queries.filter(({ queryKey }) => readOfKey(queryKey) !== undefined),
  },
});

/**
 * Stores the cached reads of this package beyond the page, for TanStack's `persistQueryClient`. Dates and big integers
 * stay as they are, unlike in JSON. Data of another session is removed instead of restored.
 *
 * **Risk:** the storage has the data of the signed-in user as readable text until the user signs out.
 *
 * @example
 * ```ts
 * import { createUsers, usersPersister, webSessionStorage } from "@knetik-users/vue";
 *
 * const users = createUsers({
 *   options: { baseUrl: "http://127.0.0.1:8080" },
 *   session: { clientId: "web", storage: webSessionStorage("local") },
 * });
 * // For persistQueryClient({ queryClient, persister }) of @tanstack/query-persist-client-core.
 * export const persister = usersPersister(users, localStorage);
 * ```
 */
export const usersPersister = (
  { session }: Pick<UsersPlugin, "session">,
  storage: PersisterStorage,
  { key = "knetik-users.cache", owner: givenOwner }: UsersPersisterOptions = {},
): UsersPersister => {
  const ownerNow = givenOwner ?? session?.id;
  if (ownerNow === undefined) {
    throw new ConfigurationError([
      {
        code: "KUV1007",
        option: "usersPersister",
        why: "Cannot tell visitors apart: createUsers has no session.",
        fix: "Pass { owner }: a function that returns an id of the signed-in user.",
      },
    ]);
  }
  let pending: Stored | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written: { readonly owner: string | undefined } | undefined;
  let writing: Promise<unknown> = Promise.resolve();

  const remove = async () => {
    try {
      await storage.removeItem(key);
    } catch {
      // It cannot be read either.
    }
  };
  const write = async () => {
    const stored = pending;
    pending = undefined;
    // The user has changed since: what belongs to the one before must not be written any more.
    if (stored === undefined || stored.owner !== ownerNow()) return;
    try {
      await storage.setItem(key, stringifyState({ ...stored, cache: ownReads(stored.cache) }));
    } catch {
      // The storage is full: what it has is older than the cache.
      await remove();
    }
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
  };

  return {
    persistClient: (cache) => {
      if (session?.status.value === "restoring") return;
      const owner = ownerNow();
      pending = { owner, cache };
      if (written === undefined || written.owner !== owner) {
        written = { owner };
        // At once, because it replaces the data of another user.
        flush();
      } else timer ??= setTimeout(flush, throttleMs);
    },
    restoreClient: async () => {
      await session?.restore();
      try {
        const text = await storage.getItem(key);
        if (text === null || text === undefined) return undefined;
        const stored = parseState(text);
        if (isStored(stored) && stored.owner === ownerNow()) {
          written = { owner: stored.owner };
          return stored.cache;
        }
      } catch {
        // Written by another version, or damaged.
      }
      await remove();
      return undefined;
    },
    removeClient: remove,
  };
};
