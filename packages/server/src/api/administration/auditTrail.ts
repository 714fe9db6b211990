import type { Page } from "@knetik-users/core/effect";
import type { AuditRecord, AuditSearch } from "@knetik-users/core/admin";
import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { userTarget } from "../../audit/auditEvents.ts";
import { type Database, type Queries, run, runOne } from "../../database/database.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { makePage, pagingIssues, pagingOf } from "../lists/paging.ts";

const byUser = (queries: Queries, user: number) =>
  queries.selectFrom("audit_log").where("user_id", "=", user);
const onUser = (queries: Queries, user: number) =>
  queries.selectFrom("audit_log").where("target", "=", userTarget(user));

const countRecords = Effect.fnUntraced(function* (queries: Queries, user: number) {
  const count = (query: ReturnType<typeof byUser>) =>
    Effect.map(
      runOne(query.select(({ fn }) => fn.countAll<number>().as("records"))),
      ({ records }) => records,
    );
  const own = yield* count(byUser(queries, user));
  const others = yield* count(onUser(queries, user));
  const both = yield* count(byUser(queries, user).where("target", "=", userTarget(user)));
  return own + others - both;
});

/** The newest ids from two indexes. One condition for both would read and sort all entries of the user. */
const findIds = Effect.fnUntraced(function* (
  queries: Queries,
  user: number,
  { offset, size }: { readonly offset: number; readonly size: number },
) {
  const newest = (query: ReturnType<typeof byUser>) =>
    queries.selectFrom(
      query
        .select("id")
        .orderBy("id", "desc")
        .limit(offset + size)
        .as("newest"),
    );
  const rows = yield* run(
    queries
      .selectFrom(
        newest(byUser(queries, user))
          .select("newest.id")
          .union(newest(onUser(queries, user)).select("newest.id"))
          .as("both"),
      )
      .select("both.id")
      .orderBy("both.id", "desc")
      .limit(size)
      .offset(offset),
  );
  return rows.map(({ id }) => id);
});

/** A page of a user's audit trail, newest first: its own actions, and those of others on it. */
export const listAuditRecords = Effect.fnUntraced(function* (
  { queries, kind }: Database,
  search: AuditSearch,
): Effect.fn.Return<Page<AuditRecord>, ApiError<"BadRequest">> {
  const issues = pagingIssues(search);
  if (issues.length > 0) return yield* fail("BadRequest", issues);
  const paging = pagingOf(search);
  const total = yield* countRecords(queries, search.user);
  if (paging.offset >= total) return makePage(paging, [], [], total);
  const ids = yield* findIds(queries, search.user, paging);
  const rows = yield* run(
    queries
      .selectFrom("audit_log")
      .select(["id", "at", "event", "user_id", "client_id", "address", "target", "fields"])
      .where("id", "in", kind.numbersOf(sql.val(JSON.stringify(ids))))
      .orderBy("id", "desc"),
  );
  const records = rows.map((row) => ({
    id: row.id,
    at: new Date(row.at * 1_000),
    event: row.event,
    ...(row.user_id !== null && { userId: row.user_id }),
    ...(row.client_id !== null && { clientId: row.client_id }),
    ...(row.address !== null && { address: row.address }),
    ...(row.target !== null && { target: row.target }),
    fields: JSON.parse(row.fields) as ReadonlyArray<string>,
  }));
  return makePage(paging, [], records, total);
});
