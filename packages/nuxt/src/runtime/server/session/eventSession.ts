import type { OAuthToken, TokenRequestContext } from "@knetik-users/core";
import type { H3Event } from "h3";
import type { SessionState } from "../../shared/sessionState.ts";
import { keepPrivate, varyByCookie } from "../request/responseCaching.ts";
import { isShared } from "../request/sharedResponse.ts";
import { grantTokens } from "./grantTokens.ts";
import { makeRenewals, type Renewal } from "./renewals.ts";
import { recordOf, type SessionRecord } from "./sessionRecord.ts";
import { sessionStore } from "./sessionStore.ts";

/** The session of one request. */
export interface EventSession {
  readonly state: () => SessionState;
  /** The access token; `undefined` if nobody is signed in. */
  readonly token: (context?: Pick<TokenRequestContext, "rejected">) => Promise<string | undefined>;
  /** Renews the tokens in any case, to find out whether the API still accepts the session. */
  readonly renew: () => Promise<void>;
  readonly start: (granted: OAuthToken) => Promise<void>;
  readonly end: () => Promise<void>;
  /**
   * Before the response: writes tokens that another request of this session has got in the meantime, and keeps
   * the response out of shared caches.
   */
  readonly finish: () => Promise<void>;
}

/** Milliseconds before its expiry when a token is renewed: longer than a page takes to render. */
const marginMs = 30_000;
const maxEnded = 10_000;

const renewals = makeRenewals({
  shares: () =>
    (globalThis.navigator as { userAgent?: string } | undefined)?.userAgent !==
    "Cloudflare-Workers",
});
/** Sessions that ended here. A renewal that comes back late must not restart one. */
const ended = new Set<string>();
const markEnded = (id: string) => {
  ended.add(id);
  for (const oldest of ended) {
    if (ended.size <= maxEnded) break;
    ended.delete(oldest);
  }
};

const nothing = () => Promise.resolve();
const nobody: EventSession = {
  state: () => ({ status: "signed-out" }),
  token: () => Promise.resolve(undefined),
  renew: nothing,
  start: nothing,
  end: nothing,
  finish: nothing,
};

const openSession = async (event: H3Event): Promise<EventSession> => {
  if (import.meta.prerender) return nobody;
  const store = sessionStore(event);
  const isPersonal = !isShared(event);
  const stored = isPersonal ? await store.read(event) : undefined;
  let written = stored;
  let current = stored === undefined || ended.has(stored.id) ? undefined : renewals.newest(stored);
  let isExpired = current !== undefined && renewals.isRejected(current);

  let isChanged = false;
  const protectResponse = () => {
    if (isPersonal) varyByCookie(event);
    if (isChanged || stored !== undefined || current !== undefined) keepPrivate(event);
  };
  // Early as well, for handlers that send the response themselves.
  protectResponse();

  const save = async (record: SessionRecord) => {
    if (ended.has(record.id) || written?.accessToken === record.accessToken) return;
    const isNew = written?.id !== record.id;
    if (await store.write(event, record, isNew)) {
      written = record;
      return;
    }
    // Another instance has ended the session while this one renewed it.
    markEnded(record.id);
    current = undefined;
  };
  const grant = async (record: SessionRecord, refreshToken: string): Promise<Renewal> => {
    const granted = await grantTokens(event, { grantType: "refresh_token", refreshToken });
    if (granted.ok) {
      return { ok: true, record: recordOf(record.id, granted.value, Date.now(), refreshToken) };
    }
    const { error } = granted;
    const rejected = error._tag === "TokenFailure" && error.reason === "rejected";
    return { ok: false, rejected, error };
  };
  /** Another instance may have used the refresh token; then the store has the next one. */
  const renewOnce = async (record: SessionRecord): Promise<Renewal> => {
    const renewal = await renewals.renew(record, (token) => grant(record, token));
    if (renewal.ok || !renewal.rejected) return renewal;
    const kept = await store.read(event);
    if (kept?.id !== record.id || kept.refreshToken === record.refreshToken) return renewal;
    return renewals.renew(kept, (token) => grant(kept, token));
  };
  const renewRecord = async (record: SessionRecord): Promise<void> => {
    const renewal = await renewOnce(record);
    if (current?.id !== record.id) return;
    if (renewal.ok) {
      current = renewal.record;
      await save(renewal.record);
    } else if (renewal.rejected) isExpired = true;
    // The API cannot be reached: the token may still be good, and the next request tries again.
    else if (isOver(record)) throw renewal.error ?? new Error("Could not renew the session.");
  };
  const isOver = ({ expiresAt }: SessionRecord) =>
    expiresAt !== undefined && expiresAt <= Date.now();
  const isDue = ({ expiresAt }: SessionRecord) =>
    expiresAt !== undefined && expiresAt - marginMs <= Date.now();
  const live = () => (isExpired ? undefined : current);

  return {
    state: () => {
      if (isExpired) return { status: "expired" };
      return current === undefined
        ? { status: "signed-out" }
        : { status: "signed-in", id: current.id };
    },
    token: async ({ rejected } = {}) => {
      const record = live();
      if (record === undefined) return undefined;
      const newest = renewals.newest(record);
      if (newest !== record) {
        current = newest;
        await save(newest);
      }
      if (rejected === newest.accessToken || (rejected === undefined && isDue(newest))) {
        await renewRecord(newest);
      }
      // Rejected for good: the same token again makes the call fail instead of repeating it anonymously.
      return live()?.accessToken ?? rejected;
    },
    renew: async () => {
      const record = live();
      if (record !== undefined) await renewRecord(renewals.newest(record));
    },
    start: async (granted) => {
      isChanged = true;
      if (stored !== undefined) {
        markEnded(stored.id);
        await store.remove(event, stored.id);
      }
      current = recordOf(crypto.randomUUID(), granted, Date.now());
      isExpired = false;
      await save(current);
    },
    end: async () => {
      isChanged = true;
      if (current !== undefined) markEnded(current.id);
      await store.remove(event, stored?.id);
      current = undefined;
      isExpired = false;
    },
    finish: async () => {
      protectResponse();
      const record = live();
      if (record !== undefined) await save(renewals.newest(record));
    },
  };
};

// By event and not in its context, which Nitro shares with the events of cached responses.
const sessions = new WeakMap<H3Event, Promise<EventSession>>();

/** The session of a request, opened once. */
export const sessionOf = (event: H3Event): Promise<EventSession> => {
  const opened = sessions.get(event) ?? openSession(event);
  sessions.set(event, opened);
  return opened;
};

/** The session of a request, if something has opened it. */
export const openedSession = (event: H3Event): Promise<EventSession> | undefined =>
  sessions.get(event);
