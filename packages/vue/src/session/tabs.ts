import { isSessionRecord, type SessionRecord } from "./sessionRecord.ts";

/** What tabs of one browser tell each other about the session. */
export type TabMessage =
  /** Somebody signed in, or this is the answer to `asked`. */
  | { readonly type: "signed-in"; readonly record: SessionRecord }
  | { readonly type: "renewed"; readonly record: SessionRecord }
  | { readonly type: "ended"; readonly id: string; readonly expired: boolean }
  /** A new tab that has no session. */
  | { readonly type: "asked" };

/** The way to the other tabs. */
export interface Tabs {
  readonly tell: (message: TabMessage) => void;
  readonly close: () => void;
}

const isMessage = (data: unknown): data is TabMessage => {
  if (typeof data !== "object" || data === null || !("type" in data)) return false;
  if (data.type === "asked") return true;
  if (data.type === "ended") {
    return "id" in data && typeof data.id === "string" && "expired" in data;
  }
  return (
    (data.type === "signed-in" || data.type === "renewed") &&
    "record" in data &&
    isSessionRecord(data.record)
  );
};

const alone: Tabs = { tell: () => {}, close: () => {} };

/**
 * Opens the way to the other tabs of this origin. A server has none: there the same channel would
 * reach the requests of other people.
 */
export const openTabs = (name: string, onMessage: (message: TabMessage) => void): Tabs => {
  if (typeof document === "undefined" || typeof BroadcastChannel === "undefined") return alone;
  const channel = new BroadcastChannel(name);
  channel.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (isMessage(event.data)) onMessage(event.data);
  });
  return {
    tell: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
};
