import type { Endpoints, OAuthToken, UsersClient, UsersClientOptions } from "@knetik-users/core";
import { shallowReadonly, shallowRef } from "vue";
import { createClientWith } from "./clientWith.ts";
import { openCurrentSession, type CurrentSession } from "./currentSession.ts";
import type { SessionRecord } from "./sessionRecord.ts";
import { withTimeout } from "./withTimeout.ts";
import { openTabs, type TabMessage } from "./tabs.ts";
import type { SessionOptions, SessionStatus, UsersSession } from "./usersSession.ts";

/** The session, with the members that its client needs. */
export interface SessionEngine extends UsersSession {
  /** Resolves when a stored session has been restored or there is none. */
  readonly ready: Promise<void>;
  readonly anonymous: UsersClient;
  /** The current session; `undefined` if no user is signed in. */
  readonly current: () => CurrentSession | undefined;
  /** Ends a session that the API no longer accepts. */
  readonly expire: (session: CurrentSession) => void;
  readonly close: () => Promise<void>;
}

/** Milliseconds that a storage may take. A stuck one must not prevent signing in or out. */
const storageTimeoutMs = 5_000;
/** Milliseconds to wait for another tab that has a session. */
const otherTabsTimeoutMs = 100;

/** Effect on the cache: clear the data of the previous user, or refetch it as the new user. */
export type SessionChange = "forget" | "refresh";

const recordOf = (token: OAuthToken, now: number): SessionRecord => ({
  id: crypto.randomUUID(),
  accessToken: token.accessToken,
  ...(token.refreshToken !== undefined && { refreshToken: token.refreshToken }),
  ...(token.expiresIn !== undefined && { expiresAt: now + token.expiresIn * 1000 }),
});

/** Makes the session of an application. At most one user is signed in, with a client of its own. */
export const createSession = (
  options: UsersClientOptions,
  settings: SessionOptions,
  onChange: (change: SessionChange) => void,
  endpoints?: Endpoints,
): SessionEngine => {
  const { clientId, storage } = settings;
  const isBrowser = typeof document !== "undefined";
  const anonymous = createClientWith(endpoints, options);
  const status = shallowRef<SessionStatus>(storage === undefined ? "signed-out" : "restoring");
  /** Ids of ended sessions. A late message must not start them again. */
  const ended = new Set<string>();
  let current: CurrentSession | undefined;
  let attempt = new AbortController();

  let markReady = () => {};
  const ready =
    storage === undefined || !isBrowser
      ? Promise.resolve()
      : new Promise<void>((resolve) => (markReady = resolve));

  const readStored = () => withTimeout(storageTimeoutMs, () => storage?.get());
  const store = (record: SessionRecord | undefined) =>
    withTimeout(storageTimeoutMs, () => storage?.set(record));
  const forget = async (id: string) => {
    if ((await readStored())?.id === id) await store(undefined);
  };

  const openSession = (record: SessionRecord): CurrentSession => {
    const session: CurrentSession = openCurrentSession({
      options,
      endpoints,
      clientId,
      record,
      shared: settings.tabs !== false,
      read: async (known) => {
        if (storage === undefined) return known;
        const kept = await readStored();
        return kept?.id === known.id ? kept : known;
      },
      write: async (renewed) => {
        const kept = await readStored();
        // The user may have signed out in the meantime, here or in another tab.
        if (current !== session) return;
        if (kept?.id === renewed.id) await store(renewed);
        tabs.tell({ type: "renewed", record: renewed });
      },
    });
    return session;
  };

  const startSession = (record: SessionRecord) => {
    const before = current;
    current = openSession(record);
    status.value = "signed-in";
    markReady();
    onChange(before === undefined ? "refresh" : "forget");
    void before?.client.close();
  };

  const endSession = (next: "signed-out" | "expired") => {
    const before = current;
    current = undefined;
    status.value = next;
    if (before === undefined) return;
    ended.add(before.id);
    onChange("forget");
    void before.client.close();
    void forget(before.id);
  };

  const onMessage = (message: TabMessage) => {
    switch (message.type) {
      case "signed-in": {
        const { record } = message;
        if (ended.has(record.id)) return;
        if (current?.id === record.id) current.adopt(record);
        else {
          // Stored here too, because each tab may have its own storage.
          void store(record);
          startSession(record);
        }
        return;
      }
      case "renewed": {
        if (current?.id === message.record.id) current.adopt(message.record);
        return;
      }
      case "ended": {
        ended.add(message.id);
        if (current?.id === message.id) endSession(message.expired ? "expired" : "signed-out");
        return;
      }
      case "asked": {
        if (message.id !== undefined && ended.has(message.id)) {
          tabs.tell({ type: "ended", id: message.id, expired: false });
        }
        if (current !== undefined) tabs.tell({ type: "signed-in", record: current.record() });
        return;
      }
    }
  };
  const tabs =
    settings.tabs === false
      ? { tell: () => {}, close: () => {} }
      : openTabs(`knetik-users:${clientId}@${String(options.baseUrl)}`, onMessage);

  const end = (next: "signed-out" | "expired") => {
    const id = current?.id;
    endSession(next);
    if (id !== undefined) tabs.tell({ type: "ended", id, expired: next === "expired" });
  };

  const isRestoring = () => status.value === "restoring";
  const askOtherTabs = async () => {
    if (settings.tabs === false) return;
    tabs.tell({ type: "asked" });
    await withTimeout(otherTabsTimeoutMs, () => ready);
  };
  const restore = async () => {
    if (!isRestoring() || !isBrowser) return;
    const record = await readStored();
    // The user may have signed in in the meantime.
    if (!isRestoring()) return;
    if (record !== undefined && !ended.has(record.id)) startSession(record);
    // A new tab has an empty session storage although other tabs have a session.
    else await askOtherTabs();
    if (isRestoring()) status.value = "signed-out";
    markReady();
  };

  /** A page that the back button restores was frozen, and may have missed what other pages did. */
  const resume = async ({ persisted }: PageTransitionEvent) => {
    if (!persisted || isRestoring()) return;
    tabs.tell({ type: "asked", ...(current && { id: current.id }) });
    if (storage === undefined) return;
    // Undefined if the storage fails, as opposed to one that is empty.
    const read = await withTimeout(storageTimeoutMs, async () => ({ record: await storage.get() }));
    if (read === undefined || read.record?.id === current?.id) return;
    if (read.record === undefined) endSession("signed-out");
    else if (!ended.has(read.record.id)) startSession(read.record);
  };
  const onPageShow = (event: PageTransitionEvent) => void resume(event);
  if (isBrowser) window.addEventListener("pageshow", onPageShow);

  if (settings.restore !== "manual") void restore();
  if (storage === undefined) tabs.tell({ type: "asked" });

  return {
    status: shallowReadonly(status),
    id: () => current?.id,
    ready,
    anonymous,
    current: () => current,
    restore,
    signIn: async ({ username, password }, { signal } = {}) => {
      attempt.abort();
      const own = (attempt = new AbortController());
      const abort = () => own.abort();
      if (signal?.aborted === true) abort();
      signal?.addEventListener("abort", abort, { once: true });
      const granted = await anonymous.result.getOAuthToken(
        { grantType: "password", clientId, username, password },
        { signal: own.signal },
      );
      signal?.removeEventListener("abort", abort);
      if (!granted.ok) return { ok: false, error: granted.error };
      const record = recordOf(granted.value, Date.now());
      await store(record);
      startSession(record);
      tabs.tell({ type: "signed-in", record });
      return { ok: true, value: undefined };
    },
    signOut: async () => {
      attempt.abort();
      const id = current?.id;
      const wasRestoring = isRestoring();
      end("signed-out");
      markReady();
      // A stored session that was not restored yet must not be restored later.
      if (wasRestoring) await store(undefined);
      if (id !== undefined) await forget(id);
    },
    expire: (session) => {
      if (current === session) end("expired");
    },
    close: async () => {
      attempt.abort();
      if (isBrowser) window.removeEventListener("pageshow", onPageShow);
      tabs.close();
      await Promise.all([anonymous.close(), current?.client.close()]);
    },
  };
};
