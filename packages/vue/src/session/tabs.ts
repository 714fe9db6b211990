import { isSessionRecord, type SessionRecord } from "./sessionRecord.ts";

/** A message about the session between tabs of one browser. */
export type TabMessage =
  /** A user signed in; also the reply to `asked`. */
  | { readonly type: "signed-in"; readonly record: SessionRecord }
  | { readonly type: "renewed"; readonly record: SessionRecord }
  | { readonly type: "ended"; readonly id: string; readonly expired: boolean }
  /** Sent by a new tab without a session, and by a page that the back button restored, with the id of its session. */
  | { readonly type: "asked"; readonly id?: string };

/** A channel to the other tabs. */
export interface Tabs {
  readonly tell: (message: TabMessage) => void;
  readonly close: () => void;
}

const isMessage = (data: unknown): data is TabMessage => {
  if (typeof data !== "object" || data === null || !("type" in data)) return false;
  if (data.type === "asked") return !("id" in data) || typeof data.id === "string";
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
 * Opens a channel to the other tabs of this origin. Does nothing on a server, where the channel would
 * reach other users' requests.
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
