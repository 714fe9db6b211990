import {
  tokenAccount,
  webLock,
  type Credentials,
  type Endpoints,
  type UsersClient,
  type UsersClientOptions,
} from "@knetik-users/core";
import { createClientWith } from "./clientWith.ts";
import type { SessionRecord } from "./sessionRecord.ts";

/** Options of a signed-in session. */
export interface CurrentSessionOptions {
  readonly options: UsersClientOptions;
  /** Endpoints besides those of the API. */
  readonly endpoints: Endpoints | undefined;
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

/** Opens a session. Its client renews the tokens. */
export const openCurrentSession = (given: CurrentSessionOptions): CurrentSession => {
  const { options, endpoints, clientId, shared, read, write } = given;
  let record = given.record;

  const auth: Credentials =
    record.refreshToken === undefined
      ? { token: record.accessToken }
      : { grant: "refresh_token", clientId, refreshToken: record.refreshToken };
  // Each tab has started with another refresh token of the session. Its id says that they belong together.
  const account = tokenAccount({ ...options, auth });

  const client = createClientWith(endpoints, {
    ...options,
    auth,
    tokenStore: {
      get: async () => {
        record = await read(record);
        return { ...record, account };
      },
      set: async (token) => {
        if (token === undefined) return;
        record = { ...token, id: record.id };
        await write(record);
      },
      lock: shared ? webLock(`knetik-users:${record.id}`) : undefined,
    },
  });
  return {
    id: record.id,
    client,
    record: () => record,
    adopt: (newer) => (record = newer),
  };
};
