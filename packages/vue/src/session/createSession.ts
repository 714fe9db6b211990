import {
  createUsersClient,
  type OAuthToken,
  type UsersClient,
  type UsersClientOptions,
} from "@knetik-users/core";
import { shallowReadonly, shallowRef } from "vue";
import { beginSession, type LiveSession } from "./liveSession.ts";
import type { SessionRecord } from "./sessionRecord.ts";
import { useStorage } from "./useStorage.ts";
import { openTabs, type TabMessage } from "./tabs.ts";
import type { SessionOptions, SessionStatus, UsersSession } from "./usersSession.ts";

/** A session, and what the client that stands in front of it needs. */
export interface SessionEngine extends UsersSession {
  /** Resolves when it is known whether somebody is signed in. */
  readonly ready: Promise<void>;
  readonly anonymous: UsersClient;
  /** The session of this moment; `undefined` where nobody is signed in. */
  readonly live: () => LiveSession | undefined;
  /** Ends a session that the API no longer accepts. */
  readonly expire: (session: LiveSession) => void;
  readonly close: () => Promise<void>;
}

/** Milliseconds in which other tabs say that they have a session. */
const patience = 100;

/** What the cache must do: forget what the last one saw, or read again with the new eyes. */
export type SessionChange = "forget" | "refresh";

const recordOf = (token: OAuthToken, now: number): SessionRecord => ({
  id: crypto.randomUUID(),
  accessToken: token.accessToken,
  ...(token.refreshToken !== undefined && { refreshToken: token.refreshToken }),
  ...(token.expiresIn !== undefined && { expiresAt: now + token.expiresIn * 1000 }),
});

/** Makes the session of an application. At most one is live, with a client of its own. */
export const createSession = (
  options: UsersClientOptions,
  settings: SessionOptions,
  onChange: (change: SessionChange) => void,
): SessionEngine => {
  const { clientId, storage } = settings;
  const isBrowser = typeof document !== "undefined";
  const anonymous = createUsersClient(options);
  const status = shallowRef<SessionStatus>(storage === undefined ? "signed-out" : "restoring");
  /** Ids of sessions that are over: what arrives late must not begin them again. */
  const over = new Set<string>();
  let live: LiveSession | undefined;
  let attempt = new AbortController();

  let markReady = () => {};
  const ready =
    storage === undefined || !isBrowser
      ? Promise.resolve()
      : new Promise<void>((resolve) => (markReady = resolve));

  const readKept = () => useStorage(() => storage?.get());
  const keep = (record: SessionRecord | undefined) => useStorage(() => storage?.set(record));
  const forget = async (id: string) => {
    if ((await readKept())?.id === id) await keep(undefined);
  };

  const begin = (record: SessionRecord): LiveSession => {
    const session: LiveSession = beginSession({
      options,
      clientId,
      record,
      shared: settings.tabs !== false,
      read: async (known) => {
        if (storage === undefined) return known;
        const kept = await readKept();
        return kept?.id === known.id ? kept : known;
      },
      write: async (renewed) => {
        const kept = await readKept();
        // Somebody may have signed out meanwhile, here or in another tab.
        if (live !== session) return;
        if (kept?.id === renewed.id) await keep(renewed);
        tabs.tell({ type: "renewed", record: renewed });
      },
    });
    return session;
  };

  const enter = (record: SessionRecord) => {
    const before = live;
    live = begin(record);
    status.value = "signed-in";
    markReady();
    onChange(before === undefined ? "refresh" : "forget");
    void before?.client.close();
  };

  const leave = (next: "signed-out" | "expired") => {
    const before = live;
    live = undefined;
    status.value = next;
    if (before === undefined) return;
    over.add(before.id);
    onChange("forget");
    void before.client.close();
    void forget(before.id);
  };

  const onMessage = (message: TabMessage) => {
    switch (message.type) {
      case "signed-in": {
        const { record } = message;
        if (over.has(record.id)) return;
        if (live?.id === record.id) live.adopt(record);
        else {
          // Also here, where each tab has a storage of its own.
          void keep(record);
          enter(record);
        }
        return;
      }
      case "renewed": {
        if (live?.id === message.record.id) live.adopt(message.record);
        return;
      }
      case "ended": {
        over.add(message.id);
        if (live?.id === message.id) leave(message.expired ? "expired" : "signed-out");
        return;
      }
      case "asked": {
        if (live !== undefined) tabs.tell({ type: "signed-in", record: live.record() });
        return;
      }
    }
  };
  const tabs =
    settings.tabs === false
      ? { tell: () => {}, close: () => {} }
      : openTabs(`knetik-users:${clientId}@${String(options.baseUrl)}`, onMessage);

  const end = (next: "signed-out" | "expired") => {
    const id = live?.id;
    leave(next);
    if (id !== undefined) tabs.tell({ type: "ended", id, expired: next === "expired" });
  };

  const isRestoring = () => status.value === "restoring";
  const askOtherTabs = async () => {
    if (settings.tabs === false) return;
    tabs.tell({ type: "asked" });
    // Whoever has a session answers at once; it is nothing to wait long for.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const silence = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([ready, silence]);
    clearTimeout(timer);
  };
  const restore = async () => {
    if (!isRestoring() || !isBrowser) return;
    const record = await readKept();
    // Somebody may have signed in meanwhile.
    if (!isRestoring()) return;
    if (record !== undefined && !over.has(record.id)) enter(record);
    // A tab that was opened from one with a session has an empty storage of its own.
    else await askOtherTabs();
    if (isRestoring()) status.value = "signed-out";
    markReady();
  };

  if (settings.restore !== "manual") void restore();
  if (storage === undefined) tabs.tell({ type: "asked" });

  return {
    status: shallowReadonly(status),
    ready,
    anonymous,
    live: () => live,
    restore,
    signIn: async ({ username, password }, { signal } = {}) => {
      attempt.abort();
      const own = (attempt = new AbortController());
      const abort = () => own.abort();
      if (signal?.aborted === true) abort();
      signal?.addEventListener("abort", abort, { once: true });
      const asked = await anonymous.result.getOAuthToken(
        { grantType: "password", clientId, username, password },
        { signal: own.signal },
      );
      signal?.removeEventListener("abort", abort);
      if (!asked.ok) return { ok: false, error: asked.error };
      const record = recordOf(asked.value, Date.now());
      await keep(record);
      enter(record);
      tabs.tell({ type: "signed-in", record });
      return { ok: true, value: undefined };
    },
    signOut: async () => {
      attempt.abort();
      const id = live?.id;
      const kept = isRestoring();
      end("signed-out");
      markReady();
      // What was never taken up must not be taken up later.
      if (kept) await keep(undefined);
      if (id !== undefined) await forget(id);
    },
    expire: (session) => {
      if (live === session) end("expired");
    },
    close: async () => {
      attempt.abort();
      tabs.close();
      await Promise.all([anonymous.close(), live?.client.close()]);
    },
  };
};
