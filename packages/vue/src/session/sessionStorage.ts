import { isSessionRecord, type SessionRecord } from "./sessionRecord.ts";

/**
 * Where a session outlives the page. Without one it is in memory, and gone with the last tab.
 *
 * **What you risk:** any script that runs in your page, an injected one too, can read the refresh
 * token from the browser's storage and use it elsewhere for as long as it lives (30 days, say). In
 * memory it is harder to get at, and gone when the page is.
 */
export interface SessionStorage {
  readonly get: () => SessionRecord | undefined | Promise<SessionRecord | undefined>;
  /** `undefined` forgets it. */
  readonly set: (record: SessionRecord | undefined) => void | Promise<void>;
}

/**
 * Keeps a session in the browser: `"local"` until somebody signs out, `"session"` until the tab is
 * closed. See {@link SessionStorage} for what you risk.
 */
export const webSessionStorage = (
  kind: "local" | "session",
  key = "knetik-users.session",
): SessionStorage => {
  // Asked for when it is used: a server has none, and some browsers refuse it.
  const storage = () => (kind === "local" ? globalThis.localStorage : globalThis.sessionStorage);
  return {
    get: () => {
      const text = storage().getItem(key);
      if (text === null) return undefined;
      try {
        const kept: unknown = JSON.parse(text);
        return isSessionRecord(kept) ? kept : undefined;
      } catch {
        return undefined;
      }
    },
    set: (record) => {
      if (record === undefined) storage().removeItem(key);
      else storage().setItem(key, JSON.stringify(record));
    },
  };
};
