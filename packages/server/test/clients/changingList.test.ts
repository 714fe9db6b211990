import { createUsersClient } from "@knetik-users/core";
import { expect, it } from "vitest";
import { createServer } from "../../src/index.ts";

it("a client that removes the tag by which it searches finds every user", async () => {
  const count = 60;
  await using server = await createServer({ sandbox: { users: count + 2 } });
  const { url } = await server.listen({ port: 0 });
  await using users = createUsersClient({
    baseUrl: url,
    auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
    timeout: { attempt: 60_000, call: 120_000 },
  });
  const ids = Array.from({ length: count }, (_, index) => index + 3);
  await Promise.all(ids.map((id) => users.addUserTag(id, "leaving")));

  const seen: Array<number> = [];
  for await (const { id } of users.all.getUsers({ filter: { tag: "leaving" } })) {
    seen.push(id);
    await users.removeUserTag(id, "leaving");
  }
  expect(seen.sort((one, other) => one - other)).toEqual(ids);
  const left = await users.getUsers({ filter: { tag: "leaving" } });
  expect(left.totalElements).toBe(0);
});
