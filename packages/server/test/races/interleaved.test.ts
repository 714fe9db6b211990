import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { listToJson } from "../../src/api/repositories/oauthClients.ts";
import { hashSecret } from "../../src/database/hashSecret.ts";
import type { Queries } from "../../src/database/database.ts";
import { type Answer, type Fixture, start } from "../support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start();
});
afterAll(() => fixture.server.close());

/** Waits until so many calls wait for a lock. On SQLite, calls take turns in the order of their start. */
const untilWaiting = async (count: number): Promise<void> => {
  if (inject("engine") !== "postgres") {
    await nextTurn();
    return;
  }
  for (;;) {
    // Outside of the transaction, which would see the same activity each time.
    const { rows } = await sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(
      fixture.database.queries,
    );
    if (rows.length >= count) return;
  }
};

/** Starts calls one after the other while a transaction holds locks, and ends it. */
const whileLocked = async (
  lock: (queries: Queries) => Promise<unknown>,
  ...calls: ReadonlyArray<() => Promise<Answer>>
): Promise<Array<Answer>> => {
  const transaction = await fixture.database.queries.startTransaction().execute();
  await lock(transaction);
  const started: Array<Promise<Answer>> = [];
  for (const call of calls) {
    started.push(call());
    await untilWaiting(started.length);
  }
  await transaction.commit().execute();
  return Promise.all(started);
};

const signIn = async (username: string) => {
  const form = { grant_type: "password", client_id: "web", username, password: "a-password" };
  const { body } = await fixture.grant(form);
  return { access: String(body.access_token), refresh: String(body.refresh_token) };
};

it("a revocation ends a sign-in that is just being refreshed", async () => {
  await fixture.register("refreshing");
  const { refresh } = await signIn("refreshing");
  const answers = await whileLocked(
    // New tokens refer to the client, so the refresh stops before it ends.
    (queries) =>
      queries
        .selectFrom("oauth_clients")
        .select("id")
        .where("id", "=", "web")
        .forUpdate()
        .execute(),
    () => fixture.grant({ grant_type: "refresh_token", client_id: "web", refresh_token: refresh }),
    () => fixture.call("POST", "/oauth/revoke", { form: { client_id: "web", token: refresh } }),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const token = String(answers[0]?.body.access_token);
  expect((await fixture.call("GET", "/users/me", { token })).status).toBe(401);
  const again = await fixture.grant({
    grant_type: "refresh_token",
    client_id: "web",
    refresh_token: String(answers[0]?.body.refresh_token),
  });
  expect(again.status).toBe(400);
});

it("a user who is being anonymized does not write any more", async () => {
  const id = await fixture.register("vanishing");
  const { access: token } = await signIn("vanishing");
  const [anonymized, updated, changed] = await whileLocked(
    (queries) =>
      queries.selectFrom("users").select("id").where("id", "=", id).forNoKeyUpdate().execute(),
    () => fixture.call("POST", `/_admin/users/${id}/anonymize`, { token: fixture.admin }),
    () =>
      fixture.call("PUT", "/users/me", {
        token,
        json: { username: "vanishing", email: "vanishing@example.org", fullname: "Van Ishing" },
      }),
    () => fixture.call("PUT", `/users/${id}/password`, { token, json: { value: "a-password-2" } }),
  );
  expect([anonymized?.status, updated?.status, changed?.status]).toEqual([204, 401, 401]);
  const row = await fixture.database.queries
    .selectFrom("users")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ fullname: null, password_hash: null });
  expect(JSON.stringify(row)).not.toContain("vanishing");
});

it("a client that is being deleted gets no token", async () => {
  const credentials = { client_id: "leaving", client_secret: "a-secret" };
  await fixture.database.queries
    .insertInto("oauth_clients")
    .values({
      id: "leaving",
      secret_hash: hashSecret("a-secret"),
      grants: listToJson(["client_credentials"]),
      roles: listToJson([]),
    })
    .execute();
  const grant = () => fixture.grant({ grant_type: "client_credentials", ...credentials });
  const before = await grant();
  const answers = await whileLocked(
    (queries) => queries.deleteFrom("oauth_clients").where("id", "=", "leaving").execute(),
    grant,
  );
  answers.push(await grant());
  expect([before, ...answers].map(({ status }) => status)).toEqual([200, 401, 401]);
  const token = String(before.body.access_token);
  expect((await fixture.call("GET", "/users/1", { token })).status).toBe(401);
});
