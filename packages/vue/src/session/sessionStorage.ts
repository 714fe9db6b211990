import { isSessionRecord, type SessionRecord } from "./sessionRecord.ts";

/**
 * Stores a session beyond the lifetime of the page. Without a storage, the session is kept in memory
 * and ends with the last tab.
 *
 * **Risk:** any script that runs in your page, including an injected one, can read the refresh token
 * from the browser's storage and use it elsewhere until it expires (for example 30 days). In memory it
 * is harder to reach and gone with the page.
 */
export interface SessionStorage {
  readonly get: () => SessionRecord | undefined | Promise<SessionRecord | undefined>;
  /** `undefined` removes the record. */
  readonly set: (record: SessionRecord | undefined) => void | Promise<void>;
}

/**
 * Stores a session in the browser: `"local"` until the user signs out, `"session"` until the tab is
 * closed. See {@link SessionStorage} for the risk.
 */
export const webSessionStorage = (
  kind: "local" | "session",
  key = "knetik-users.session",
): SessionStorage => {
  // Accessed lazily: a server has no storage, and some browsers deny access.
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
