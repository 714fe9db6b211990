import * as Effect from "effect/Effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeExpired } from "../../src/api/maintenance.ts";
import { cheapPasswords, keptForever } from "../services.ts";
import { type Fixture, start } from "../support.ts";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await start({ passwords: cheapPasswords, trustProxy: 1 });
});
afterAll(() => fixture.server.close());

const entries = () =>
  fixture.database.queries.selectFrom("audit_log").selectAll().orderBy("id").execute();
/** The audit entries a call adds. */
const addedBy = async <A>(act: () => Promise<A>) => {
  const before = (await entries()).length;
  const answer = await act();
  return { answer, added: (await entries()).slice(before) };
};
const eventsOf = (added: ReadonlyArray<{ event: string; target: string | null }>) =>
  added.map(({ event, target }) => [event, target]);

describe("the audit trail", () => {
  it("records actor, action, target, time, request and address", async () => {
    const id = await fixture.register("audited");
    const token = await fixture.signIn("audited", "a-password");
    const { answer, added } = await addedBy(() =>
      fixture.call("PUT", "/users/me", {
        json: { city: "Oslo", first_name: "Ada", username: "audited" },
        headers: { "x-forwarded-for": "203.0.113.5" },
        token,
      }),
    );
    expect(added).toEqual([
      {
        id: expect.any(Number),
        at: Date.UTC(2026, 1, 1) / 1_000,
        event: "user.updated",
        user_id: id,
        client_id: "web",
        address: "203.0.113.5",
        request_id: answer.headers.get("x-request-id"),
        target: `user:${id}`,
        fields: JSON.stringify(["first_name", "city"]),
      },
    ]);
  });

  it("is notified of every change", async () => {
    const token = fixture.admin;
    const jdoe = "user:2";
    const expected: ReadonlyArray<
      readonly [string, string, object | undefined, ReadonlyArray<readonly [string, string | null]>]
    > = [
      ["PUT", "/users/2", { tags: ["a"] }, [["user.updated", jdoe]]],
      ["POST", "/users/2/tags", { value: "b" }, [["user.updated", jdoe]]],
      ["DELETE", "/users/2/tags/b", undefined, [["user.updated", jdoe]]],
      ["POST", "/users/templates", { id: "t", name: "T" }, [["template.created", "template:t"]]],
      ["PUT", "/users/templates/t", { name: "U" }, [["template.updated", "template:t"]]],
      ["DELETE", "/users/templates/t", undefined, [["template.deleted", "template:t"]]],
      [
        "PUT",
        "/users/2/password",
        { value: "a-new-password" },
        [
          ["password.changed", jdoe],
          ["tokens.revoked", jdoe],
        ],
      ],
      ["POST", "/users/2/password-reset", undefined, [["password.reset.requested", jdoe]]],
      [
        "POST",
        "/users/password-reset",
        { username: "nobody" },
        [["password.reset.requested", null]],
      ],
    ];
    for (const [method, path, json, events] of expected) {
      const { added } = await addedBy(() => fixture.call(method, path, { json, token }));
      expect([path, eventsOf(added)]).toEqual([path, events]);
    }
    const [mail] = (await fixture.call("GET", "/_sandbox/mail")).body;
    const [, secret] = /Secret: (\S+)/.exec(mail.body)!;
    const { added } = await addedBy(() =>
      fixture.call("PUT", "/users/2/password-reset", {
        json: { secret, password: "another-password" },
      }),
    );
    expect(eventsOf(added)).toEqual([
      ["password.reset.used", jdoe],
      ["password.changed", jdoe],
      ["tokens.revoked", jdoe],
    ]);
    const { added: registered } = await addedBy(() => fixture.register("fresh"));
    expect(registered.map(({ event }) => event)).toEqual(["user.registered"]);
  });

  it("records successful and failed sign-ins, and reused tokens", async () => {
    await fixture.register("visitor");
    const form = { grant_type: "password", client_id: "web", username: "visitor" };
    const good = await addedBy(() => fixture.grant({ ...form, password: "a-password" }));
    expect(good.added).toMatchObject([{ event: "sign_in.succeeded", client_id: "web" }]);
    const bad = await addedBy(() => fixture.grant({ ...form, password: "wrong" }));
    expect(eventsOf(bad.added)).toEqual([["sign_in.failed", good.added[0]!.target]]);
    const unknown = await addedBy(() => fixture.grant({ ...form, username: "x", password: "y" }));
    expect(eventsOf(unknown.added)).toEqual([["sign_in.failed", null]]);
    const refresh = () =>
      fixture.grant({
        grant_type: "refresh_token",
        client_id: "web",
        refresh_token: good.answer.body.refresh_token,
      });
    await refresh();
    fixture.advance(10);
    const reused = await addedBy(refresh);
    expect(reused.answer.status).toBe(400);
    expect(eventsOf(reused.added)).toEqual([["tokens.reuse_detected", good.added[0]!.target]]);
  });

  it("does not record failed actions", async () => {
    const token = fixture.admin;
    for (const [method, path, json, status] of [
      ["PUT", "/users/2", { username: "admin" }, 409],
      ["PUT", "/users/2", { tags: ["x".repeat(65)] }, 400],
      ["POST", "/users/99999/tags", { value: "x" }, 404],
      ["DELETE", "/users/templates/player", undefined, 200],
    ] as const) {
      if (status === 200) continue;
      const { answer, added } = await addedBy(() => fixture.call(method, path, { json, token }));
      expect([path, answer.status, added]).toEqual([path, status, []]);
    }
  });

  it("contains no secret and no value", async () => {
    const trail = JSON.stringify(await entries());
    for (const word of ["password-", "a-new", "Oslo", "Ada", "visitor", "@", fixture.admin]) {
      expect(trail).not.toContain(word);
    }
  });

  it("is kept for the configured time", async () => {
    const seconds = Date.UTC(2026, 1, 1) / 1_000 + 10;
    const count = (await entries()).length;
    const services = { database: fixture.database, now: () => seconds + 86_400 };
    await Effect.runPromise(removeExpired(services, keptForever));
    expect(await entries()).toHaveLength(count);
    // The addresses go earlier.
    expect((await entries()).some(({ address }) => address !== null)).toBe(true);
    const addresses = 86_000;
    await Effect.runPromise(removeExpired(services, { entries: undefined, addresses }));
    expect(await entries()).toHaveLength(count);
    expect((await entries()).every(({ address }) => address === null)).toBe(true);
    await Effect.runPromise(removeExpired(services, { entries: 86_400, addresses: undefined }));
    const kept = await entries();
    expect(kept.length).toBeGreaterThan(0);
    expect(new Set(kept.map(({ at }) => at))).toEqual(new Set([seconds]));
  });
});
