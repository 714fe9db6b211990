import { createUsersClient, type UsersClient, type UsersClientOptions } from "@knetik-users/core";
import type { SessionRecord } from "./sessionRecord.ts";

/** What a session needs of its surroundings to renew its tokens. */
export interface LiveSessionOptions {
  readonly options: UsersClientOptions;
  readonly clientId: string;
  readonly record: SessionRecord;
  /** What is kept of this session, where that may be newer than what is here. */
  readonly read: (record: SessionRecord) => Promise<SessionRecord>;
  /** Whether there may be other tabs with this session. */
  readonly shared: boolean;
  /** Keeps new tokens, and tells the other tabs. */
  readonly write: (record: SessionRecord) => Promise<void>;
}

/** A session that somebody is signed in with: a client of its own, which ends with it. */
export interface LiveSession {
  readonly id: string;
  readonly client: UsersClient;
  readonly record: () => SessionRecord;
  /** Takes the tokens that another tab has got. */
  readonly adopt: (record: SessionRecord) => void;
}

/** Milliseconds for the tab that renewed a token first to tell the one that came second. */
const patience = 1_000;
/** The client renews a token at most so long before it expires. */
const margin = 60_000;

/** Begins a session. Its tokens are renewed by the client, as any other ones. */
export const beginSession = (given: LiveSessionOptions): LiveSession => {
  const { options, clientId, shared, read, write } = given;
  let record = given.record;
  let lastGiven: string | undefined;
  let renewing = false;
  let wake = () => {};

  const news = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

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
      // The client asks before it renews, and once more if the refresh token was refused: then
      // another tab may have used it at the same moment, and will tell.
      get: async () => {
        if (renewing && shared) await news();
        record = await read(record);
        const expiresSoon = (record.expiresAt ?? Infinity) - Date.now() < margin;
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
