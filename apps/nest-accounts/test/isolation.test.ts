import { createUsersClient, type Fetch } from "@knetik-users/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adapters, startService } from "./support/service.ts";
import { startUpstream, type Upstream } from "./support/upstream.ts";

const requests = 200;

interface Player {
  readonly id: number;
  readonly token: string;
}

const signUp = async (upstream: Upstream, count: number): Promise<ReadonlyArray<Player>> => {
  await using users = createUsersClient({
    baseUrl: upstream.url,
    // All sign up at once, on a machine that may be busy.
    timeout: { attempt: 120_000, call: 180_000 },
  });
  const one = async (number: number): Promise<Player> => {
    const [username, password] = [`player${number}`, "long enough"];
    const { id } = await users.registerUser({ username, password, email: `${username}@x.example` });
    const { accessToken: token } = await users.getOAuthToken({
      grantType: "password",
      clientId: "web",
      username,
      password,
    });
    return { id, token };
  };
  return await Promise.all(Array.from({ length: count }, (_, number) => one(number)));
};

describe("200 requests at the same time", () => {
  let upstream: Upstream;
  let players: ReadonlyArray<Player>;

  beforeAll(async () => {
    upstream = await startUpstream();
    // Password hashing is slow on purpose.
    players = await signUp(upstream, 40);
  });
  afterAll(() => upstream[Symbol.asyncDispose]());

  it.each(adapters)("of 200 players return each player's own data, on %s", async (adapter) => {
    const byToken: Fetch = async (_, { headers }) => {
      const id = Number(headers["authorization"]?.replace("Bearer player-", ""));
      await new Promise((answer) => setTimeout(answer, Math.random() * 50));
      return Response.json({ id, display_name: `I am ${id}` });
    };
    await using service = await startService(adapter, upstream, { users: { fetch: byToken } });
    const ids = Array.from({ length: requests }, (_, number) => number + 1);
    const seen = () =>
      Promise.all(
        ids.map(async (id) => (await service.call("GET", "/me", { token: `player-${id}` })).body),
      );
    // Now the guard has cached them.
    for (let round = 0; round < 2; round++) {
      expect(await seen()).toEqual(ids.map((id) => ({ id, displayName: `I am ${id}` })));
    }
  });

  it.each(adapters)("that change, read and fail get their own results, on %s", async (adapter) => {
    await using service = await startService(adapter, upstream);
    const answers = await Promise.all(
      Array.from({ length: requests / players.length }, () => players)
        .flat()
        .map(async ({ id, token }, number) => {
          // Every player makes every call once.
          switch ((number + Math.floor(number / players.length)) % 5) {
            case 0:
              return (await service.call("GET", "/me")).status === 401;
            // With the service's own account.
            case 1:
              return (await service.call("GET", `/players/${id}`)).body.id === id;
            // With a body and several consecutive calls.
            case 2: {
              const body = { displayName: `I am ${id}`, gamePieceColor: "gold" };
              const changed = await service.call("PATCH", "/me", { token, body });
              return changed.body.id === id && changed.body.displayName === `I am ${id}`;
            }
            default:
              return (await service.call("GET", "/me", { token })).body.id === id;
          }
        }),
    );
    expect(answers.filter((own) => !own)).toEqual([]);
    expect(answers).toHaveLength(requests);
  });
});
