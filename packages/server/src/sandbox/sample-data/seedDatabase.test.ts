import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createServer } from "../../index.ts";
import { sampleNameOf } from "./sampleNames.ts";
import { fixedReference, sampleUserOf } from "./sampleUsers.ts";

describe("the sample users", () => {
  it("is reproducible and has unique names", () => {
    const some = (length: number) =>
      Array.from({ length }, (_, index) =>
        sampleUserOf(index + 1, null, { seed: null, reference: fixedReference }),
      );
    const people = some(10_000);
    const usernames = people.map(({ row }) => row.username);
    expect(new Set(usernames).size).toBe(10_000);
    expect(people.slice(0, 500)).toEqual(some(500));
    expect(sampleNameOf(1).username).toMatch(/^[a-z]+\.[a-z]+$/);
  });

  const people = (seed: number | null, count = 60, reference = fixedReference) =>
    Array.from({ length: count }, (_, index) => sampleUserOf(index + 1, null, { seed, reference }));
  const anySeed = fc.integer({ min: 0, max: 4_294_967_295 });

  it("depends on the seed and not on the number of users", () => {
    fc.assert(
      fc.property(anySeed, anySeed, fc.integer({ min: 3, max: 60 }), (seed, other, count) => {
        expect(people(seed, count)).toEqual(people(seed).slice(0, count));
        if (seed !== other) expect(people(seed)).not.toEqual(people(other));
        expect(people(seed)).not.toEqual(people(null));
      }),
      { numRuns: 20 },
    );
  });

  it("never changes who has a password", () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        expect(people(seed).slice(0, 2)).toEqual(people(null).slice(0, 2));
      }),
      { numRuns: 20 },
    );
  });

  it("has unique names and no later times, for any seed", () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const all = people(seed, 3_000);
        expect(new Set(all.map(({ row }) => row.username)).size).toBe(3_000);
        for (const { row } of all) {
          expect(row.member_since).toBeLessThan(fixedReference);
          expect(row.last_activity ?? 0).toBeLessThanOrEqual(fixedReference);
        }
      }),
      { numRuns: 2 },
    );
  });

  it("has the same times relative to its own time", () => {
    const moved = (reference: number) =>
      people(7, 60, reference).map(({ row }) => [
        Number(row.member_since) - reference,
        row.last_activity == null ? null : Number(row.last_activity) - reference,
      ]);
    expect(moved(fixedReference)).toEqual(moved(fixedReference + 12_345));
  });

  it("has all traits with each of the first ten seeds", () => {
    for (let seed = 0; seed < 10; seed++) {
      const all = people(seed, 300);
      expect(new Set(all.map(({ row }) => row.template_id)).size).toBe(3);
      expect(new Set(all.flatMap(({ groups }) => groups)).size).toBe(3);
      expect(new Set(all.flatMap(({ tags }) => tags)).size).toBe(5);
    }
  });

  it.each([undefined, 0, 7])(
    "is complete and valid according to its templates: %s",
    async (seed) => {
      await using server = await createServer({ sandbox: { seed } });
      const get = async (path: string, token?: string) => {
        const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
        const response = await server.fetch(new Request(`http://test${path}`, { headers }));
        return JSON.parse(await response.text());
      };
      const form = { grant_type: "client_credentials", client_id: "server" };
      const granted = await server.fetch(
        new Request("http://test/oauth/token", {
          method: "POST",
          body: new URLSearchParams({ ...form, client_secret: "sandbox-secret" }),
        }),
      );
      const { access_token: token } = JSON.parse(await granted.text());
      const all = await get("/users?size=1000", token);
      expect(all.total_elements).toBe(300);
      expect(all.content[0].username).toBe("admin");
      expect(all.content[1].username).toBe("jdoe");
      for (const id of [1, 2, 3, 5, 50]) {
        const user = await get(`/users/${id}`, token);
        const response = await server.fetch(
          new Request(`http://test/users/${id}`, {
            method: "PUT",
            headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
            body: JSON.stringify(user),
          }),
        );
        expect([id, response.status]).toEqual([id, 204]);
      }
    },
  );
});
