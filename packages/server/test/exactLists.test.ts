import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fill } from "../bench/million.ts";
import { fieldsOf, type Fixture, start } from "./support.ts";

const users = 11_500;
const since = "filter_last_activity=GT,1000000000";
let fixture: Fixture;
let admin: string;
beforeAll(async () => {
  fixture = await start({
    sandbox: { users: 2 },
    trustProxy: 1,
    limits: { search: { address: { limit: 2, seconds: 60 } } },
  });
  ({ admin } = fixture);
  // The token is a client's, so no user is needed.
  await fixture.database.queries.deleteFrom("users").execute();
  await fixture.database.queries.deleteFrom("user_groups").execute();
  await fill(fixture.database, users, 5);
});
afterAll(() => fixture.server.close());

const page = async (query: string) => {
  const { status, body } = await fixture.call("GET", `/users?${query}`, { token: admin });
  expect(status).toBe(200);
  return body;
};
const idsOf = ({ content }: { content: ReadonlyArray<{ id: number }> }) =>
  content.map(({ id }) => id);

/** All ids in an order, as the database sorts them. */
const sorted = async (column: string, direction: "asc" | "desc") => {
  const order = sql.raw(`${column} ${direction} nulls last, id ${direction}`);
  const { rows } = await sql<{ readonly id: number }>`
    select id from users where last_activity > 1000000000 order by ${order}
  `.execute(fixture.database.queries);
  return rows.map(({ id }) => id);
};

it.each([
  ["display_name", "display_name_key"],
  ["last_activity", "last_activity"],
  ["member_since", "member_since"],
] as const)(
  "lists of more than 10,000 users by %s have an exact total, and a first, middle and last page",
  async (property, column) => {
    for (const direction of ["ASC", "DESC"] as const) {
      const all = await sorted(column, direction === "ASC" ? "asc" : "desc");
      expect(all.length).toBeGreaterThan(10_100);
      const pages = Math.ceil(all.length / 40);
      for (const number of [1, Math.ceil(pages / 2), 255, pages]) {
        const query = `${since}&order=${property}:${direction}&size=40&page=${number}`;
        const body = await page(query);
        expect(body).toMatchObject({ total_elements: all.length, total_pages: pages });
        expect(body.last).toBe(number === pages);
        expect(idsOf(body)).toEqual(all.slice((number - 1) * 40, number * 40));
      }
    }
  },
);

it("a total follows every change, also through the API", async () => {
  const query = `${since}&order=display_name:ASC&size=1`;
  const { total_elements: before }: { total_elements: number } = await page(query);
  const id = await fixture.register("counted");
  // Not active yet.
  expect((await page(query)).total_elements).toBe(before);
  await fixture.call("GET", "/users/me", { token: await fixture.signIn("counted", "a-password") });
  expect((await page(query)).total_elements).toBe(before + 1);
  await fixture.database.queries.deleteFrom("users").where("id", "=", id).execute();
  expect((await page(query)).total_elements).toBe(before);
});

it("a list by several properties ends after 10,000 rows, which would take too long to sort", async () => {
  const call = (query: string) => fixture.call("GET", `/users?${query}&size=40`, { token: admin });
  const order = "order=display_name:ASC,member_since:DESC";
  expect(await call(`${order}&page=251`)).toMatchObject({
    status: 200,
    body: { total_elements: users },
  });
  for (const query of [order, `${since}&${order}`]) {
    const answer = await call(`${query}&page=252`);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ["page"]]);
  }
  // An id is unique, so that what follows it does not matter.
  expect((await call("order=id:ASC,member_since:DESC&page=280")).status).toBe(200);
});

it("a caller is charged for filters with many matches that nobody has used before", async () => {
  const search = (from: number, address: string, token?: string) =>
    fixture.call("GET", `/users?filter_last_activity=GT,${from}&size=1`, {
      token,
      headers: { "x-forwarded-for": address },
    });
  const statuses = async (address: string, from: number, token?: string) => {
    const answers = [];
    for (let index = 0; index < 4; index += 1) {
      answers.push(await search(from + index, address, token));
    }
    return answers.map(({ status }) => status);
  };
  expect(await statuses("203.0.113.1", 1_000_000_100)).toEqual([200, 200, 429, 429]);
  const refused = await search(1_000_000_103, "203.0.113.1");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  // Known ones cost nothing.
  expect((await search(1_000_000_100, "203.0.113.1")).status).toBe(200);
  expect((await search(1_000_000_102, "203.0.113.2")).status).toBe(200);
  expect(await statuses("203.0.113.3", 1_000_000_200, admin)).toEqual([200, 200, 200, 200]);
  fixture.advance(60);
  expect((await search(1_000_000_103, "203.0.113.1")).status).toBe(200);
});
