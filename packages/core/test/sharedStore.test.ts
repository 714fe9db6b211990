import { describe, expect, it } from "vitest";
import {
  createUsersClient,
  memoryTokenStore,
  type ClientEvent,
  type Credentials,
  type StoredToken,
  type TokenStore,
  type UsersClient,
  type UsersClientOptions,
} from "../src/index.ts";
import { startTokenServer, type TokenServer } from "./support/tokenServer.ts";

const turn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve);
  });

/** A store as other processes see it: asynchronous, and through JSON. */
const jsonStore = (): TokenStore => {
  let text = "null";
  return {
    get: async () => {
      await turn();
      return JSON.parse(text) as StoredToken | undefined;
    },
    set: async (token) => {
      await turn();
      text = JSON.stringify(token ?? null);
    },
  };
};

/** A lock that all clients of a test respect. */
const queueLock = (): NonNullable<TokenStore["lock"]> => {
  let last: Promise<void> = Promise.resolve();
  return (run) => {
    const held = last.then(run);
    last = held.catch(() => {});
    return held;
  };
};

const clientsOf = (
  count: number,
  server: TokenServer,
  options: Partial<UsersClientOptions>,
): ReadonlyArray<UsersClient> =>
  Array.from({ length: count }, () => createUsersClient({ baseUrl: server.url, ...options }));

const closeAll = (clients: ReadonlyArray<UsersClient>) =>
  Promise.all(clients.map((client) => client.close()));

/** Makes many calls at once with each client. Returns the display name or the error of each. */
const callAll = async (clients: ReadonlyArray<UsersClient>, each = 20) =>
  (
    await Promise.all(
      clients.flatMap((client) => Array.from({ length: each }, () => client.result.getUser("me"))),
    )
  ).map((result) => (result.ok ? result.value.displayName : result.error._tag));

const granted = ({ tokenRequests }: TokenServer) =>
  tokenRequests.filter(({ outcome }) => outcome === "granted").length;

describe("clients that share a store and a refresh token that works once", () => {
  it.each([
    ["two", 2],
    ["ten", 10],
  ])("%s clients renew it once per expired token, with a lock", async (_, count) => {
    await using server = await startTokenServer();
    const events: Array<ClientEvent> = [];
    const clients = clientsOf(count, server, {
      auth: {
        grant: "refresh_token",
        clientId: "web",
        refreshToken: server.issueRefreshToken("ada"),
      },
      tokenStore: { ...jsonStore(), lock: queueLock() },
      onEvent: (event) => events.push(event),
    });
    for (const renewals of [1, 2]) {
      expect(new Set(await callAll(clients))).toEqual(new Set(["ada"]));
      expect(server.tokenRequests).toHaveLength(renewals);
      expect(granted(server)).toBe(renewals);
      server.expire();
    }
    expect(events.filter(({ type }) => type === "token-store")).toEqual([]);
    await closeAll(clients);
  });

  it.each([
    ["two", 2],
    ["ten", 10],
  ])("%s clients all succeed without a lock, whichever is first", async (_, count) => {
    let round = 0;
    const rejected = () =>
      server.tokenRequests.filter(({ outcome }) => outcome === "rejected").length;
    await using server = await startTokenServer({
      // The worst case: the others have been rejected before the first one can store its token.
      beforeRefreshed: async () => {
        round += 1;
        await expect.poll(rejected, { timeout: 10_000, interval: 1 }).toBe(round * (count - 1));
      },
    });
    const clients = clientsOf(count, server, {
      auth: {
        grant: "refresh_token",
        clientId: "web",
        refreshToken: server.issueRefreshToken("ada"),
      },
      tokenStore: jsonStore(),
    });
    for (const renewals of [1, 2]) {
      expect(new Set(await callAll(clients))).toEqual(new Set(["ada"]));
      // One renewal; each of the others has tried the used token once, and read its successor.
      expect(granted(server)).toBe(renewals);
      expect(server.tokenRequests).toHaveLength(renewals * count);
      server.expire();
    }
    await closeAll(clients);
  });

  it("ten clients with a password sign in once each, and then share renewals", async () => {
    await using server = await startTokenServer();
    const clients = clientsOf(10, server, {
      auth: { grant: "password", clientId: "web", username: "ada", password: "lovelace" },
      tokenStore: { ...jsonStore(), lock: queueLock() },
    });
    expect(new Set(await callAll(clients))).toEqual(new Set(["ada"]));
    expect(server.tokenRequests.map(({ grant }) => grant)).toEqual(
      Array.from({ length: 10 }, () => "password"),
    );
    server.expire();
    expect(new Set(await callAll(clients))).toEqual(new Set(["ada"]));
    expect(server.tokenRequests.slice(10)).toEqual([
      { grant: "refresh_token", outcome: "granted" },
    ]);
    await closeAll(clients);
  });

  it("continue after a restart with the rotated token, not with the configured one", async () => {
    await using server = await startTokenServer();
    const tokenStore = jsonStore();
    const auth: Credentials = {
      grant: "refresh_token",
      clientId: "web",
      refreshToken: server.issueRefreshToken("ada"),
    };
    for (const renewals of [1, 2, 3]) {
      const clients = clientsOf(1, server, { auth, tokenStore });
      expect(new Set(await callAll(clients))).toEqual(new Set(["ada"]));
      expect(server.tokenRequests).toHaveLength(renewals);
      await closeAll(clients);
      server.expire();
    }
    expect(granted(server)).toBe(3);
  });
});

describe("accounts that share a store", () => {
  const signIn = (username: string, password: string): Credentials => ({
    grant: "password",
    clientId: "web",
    username,
    password,
  });

  it("never act for each other", async () => {
    await using server = await startTokenServer();
    const tokenStore = memoryTokenStore();
    const [admin, wrong, ada] = [
      signIn("admin", "right"),
      signIn("admin", "guessed"),
      signIn("ada", "lovelace"),
    ].map((auth) => createUsersClient({ baseUrl: server.url, auth, tokenStore }));
    if (admin === undefined || wrong === undefined || ada === undefined) throw new Error();
    expect((await admin.getUser("me")).displayName).toBe("admin");
    const refused = await wrong.result.getUser("me");
    expect(refused.error).toMatchObject({ _tag: "TokenFailure", reason: "rejected" });
    expect((await ada.getUser("me")).displayName).toBe("ada");
    server.expire();
    expect(await callAll([admin, ada], 5)).toEqual([
      ...Array.from({ length: 5 }, () => "admin"),
      ...Array.from({ length: 5 }, () => "ada"),
    ]);
    await closeAll([admin, wrong, ada]);
  });
});
