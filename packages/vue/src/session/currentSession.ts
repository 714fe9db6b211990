import { createUsersClient, type UsersClient, type UsersClientOptions } from "@knetik-users/core";
import type { SessionRecord } from "./sessionRecord.ts";
import { withTimeout } from "./withTimeout.ts";

/** Options of a signed-in session. */
export interface CurrentSessionOptions {
  readonly options: UsersClientOptions;
  readonly clientId: string;
  readonly record: SessionRecord;
  /** Reads the stored record, which another tab may have renewed. */
  readonly read: (record: SessionRecord) => Promise<SessionRecord>;
  /** `true` if other tabs may share this session. */
  readonly shared: boolean;
  /** Stores renewed tokens and sends them to the other tabs. */
  readonly write: (record: SessionRecord) => Promise<void>;
}

/** The session of a signed-in user, with a client of its own. */
export interface CurrentSession {
  readonly id: string;
  readonly client: UsersClient;
  readonly record: () => SessionRecord;
  /** Takes over tokens that another tab has renewed. */
  readonly adopt: (record: SessionRecord) => void;
}

/** Milliseconds to wait for another tab that is renewing the same token. */
const otherTabTimeoutMs = 1_000;
/** The client renews a token at most this many milliseconds before it expires. */
const renewalMarginMs = 60_000;

/** Opens a session. Its client renews the tokens. */
export const openCurrentSession = (given: CurrentSessionOptions): CurrentSession => {
  const { options, clientId, shared, read, write } = given;
  let record = given.record;
  let lastGiven: string | undefined;
  let renewing = false;
  let wake = () => {};

  const nextRecord = () =>
    withTimeout(otherTabTimeoutMs, () => new Promise<void>((resolve) => (wake = resolve)));

  const adopt = (newer: SessionRecord) => {
    record = newer;
    wake();
  };

  const client = createUsersClient({
    ...options,
    auth:
      record.refreshToken === undefined
        ? { token: record.accessToken }
        : { grant: "refresh_token", clientId, refreshToken: record.refreshToken },
    tokenStore: {
      // The client reads the store before it renews, and again if the refresh token was rejected. In
      // that case another tab may have used it at the same moment and will send the new tokens.
      get: async () => {
        if (renewing && shared) await nextRecord();
        record = await read(record);
        const expiresSoon = (record.expiresAt ?? Infinity) - Date.now() < renewalMarginMs;
        renewing = !renewing && (expiresSoon || record.accessToken === lastGiven);
        lastGiven = record.accessToken;
        return record;
      },
      set: async (token) => {
        renewing = false;
        if (token === undefined) return;
        record = { ...token, id: record.id };
        await write(record);
      },
    },
  });
  return { id: record.id, client, record: () => record, adopt };
};
