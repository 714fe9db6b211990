import type { UsersError } from "@knetik-users/core";
import type { SessionRecord } from "./sessionRecord.ts";

/** The result of a renewal. `rejected`: the API ended the session; otherwise a later attempt may succeed. */
export type Renewal =
  | { readonly ok: true; readonly record: SessionRecord }
  | { readonly ok: false; readonly rejected: boolean; readonly error: UsersError | undefined };

/** The renewals of a process. A refresh token works once, but many requests come with the same cookie. */
export interface Renewals {
  /** The newest tokens that this process has of a session. */
  readonly newest: (record: SessionRecord) => SessionRecord;
  /** Whether the API has rejected the refresh token. */
  readonly isRejected: (record: SessionRecord) => boolean;
  /** Renews a session; concurrent requests with the same refresh token share one renewal. */
  readonly renew: (
    record: SessionRecord,
    grant: (refreshToken: string) => Promise<Renewal>,
  ) => Promise<Renewal>;
}

/** Milliseconds for which a cookie from before a renewal still finds the new tokens. */
const rememberedMs = 60_000;
/** Milliseconds without a further attempt after a renewal that failed. */
const cooldownMs = 1_000;

interface Finished {
  readonly renewal: Renewal;
  readonly until: number;
}

/** `shares`: whether a request may wait for a promise of another one, which Cloudflare Workers forbid. */
export const makeRenewals = ({
  now = Date.now,
  shares = () => true,
}: { readonly now?: () => number; readonly shares?: () => boolean } = {}): Renewals => {
  const inFlight = new Map<string, Promise<Renewal>>();
  /** By the refresh token that was used, oldest first. */
  const finished = new Map<string, Finished>();

  const find = (token: string | undefined): Renewal | undefined => {
    if (token === undefined) return undefined;
    const found = finished.get(token);
    return found !== undefined && found.until > now() ? found.renewal : undefined;
  };
  const remember = (token: string, renewal: Renewal) => {
    // Oldest first: a look at each one would cost a busy server more than the renewals.
    for (const [key, { until }] of finished) {
      if (until > now()) break;
      finished.delete(key);
    }
    const lasting = renewal.ok || renewal.rejected;
    finished.delete(token);
    finished.set(token, { renewal, until: now() + (lasting ? rememberedMs : cooldownMs) });
  };

  const newest = (record: SessionRecord): SessionRecord => {
    let latest = record;
    const seen = new Set<string | undefined>();
    while (!seen.has(latest.refreshToken)) {
      seen.add(latest.refreshToken);
      const next = find(latest.refreshToken);
      if (next?.ok === true) latest = next.record;
    }
    return latest;
  };

  return {
    newest,
    isRejected: (record) => {
      const last = find(newest(record).refreshToken);
      return last?.ok === false && last.rejected;
    },
    renew: async (record, grant) => {
      const token = record.refreshToken;
      if (token === undefined) return { ok: false, rejected: true, error: undefined };
      const known = find(token);
      if (known !== undefined) return known;
      const running = shares() ? inFlight.get(token) : undefined;
      if (running !== undefined) return running;
      const started = grant(token);
      inFlight.set(token, started);
      try {
        const renewal = await started;
        remember(token, renewal);
        return renewal;
      } finally {
        inFlight.delete(token);
      }
    },
  };
};
