import type { Statistics } from "@knetik-users/core/admin";
import * as Effect from "effect/Effect";
import { sql } from "kysely";
import { type Queries, run, runOne } from "../../database/database.ts";
import { countLocked } from "../../rate-limits/lockedUntil.ts";
import type { Services } from "../context/services.ts";
import { wholeSummary } from "../repositories/userRecord.ts";
import { countUsers } from "../users/userBlocks.ts";

const day = 86_400;
const shownDays = 30;
const newestUsers = 5;
/** Counting a million users takes tens of milliseconds, and a start page reloads often. */
const keptSeconds = 10;

type Moment = "last_activity" | "member_since";

/** Users since each of three times, from one range of an index. */
const countRecent = (queries: Queries, column: Moment, now: number) => {
  const since = (days: number) =>
    sql<number>`coalesce(sum(case when ${sql.ref(column)} > ${now - days * day} then 1 else 0 end), 0)`;
  return runOne(
    queries
      .selectFrom("users")
      .select(({ fn }) => [
        since(1).as("day"),
        since(7).as("week"),
        fn.countAll<number>().as("month"),
      ])
      .where(column, ">", now - 30 * day),
  );
};

/** Registrations by day, including the days without any. */
const countByDay = Effect.fnUntraced(function* (queries: Queries, now: number) {
  const today = Math.floor(now / day);
  const first = today - shownDays + 1;
  const number = sql<number>`member_since / ${sql.lit(day)}`;
  const rows = yield* run(
    queries
      .selectFrom("users")
      .select(({ fn }) => [number.as("day"), fn.countAll<number>().as("users")])
      .where("member_since", ">=", first * day)
      .groupBy(number),
  );
  const byDay = new Map(rows.map((row) => [row.day, row.users]));
  return Array.from({ length: shownDays }, (_, index) => ({
    date: new Date((first + index) * day * 1_000),
    users: byDay.get(first + index) ?? 0,
  }));
});

const countDisabled = (queries: Queries) =>
  Effect.map(
    runOne(
      queries
        .selectFrom("users")
        .select(({ fn }) => fn.countAll<number>().as("disabled"))
        .where("disabled_at", "is not", null),
    ),
    ({ disabled }) => disabled,
  );

const countFailedSignIns = (queries: Queries, since: number) =>
  Effect.map(
    runOne(
      queries
        .selectFrom("audit_log")
        .select(({ fn }) => fn.countAll<number>().as("failed"))
        .where("event", "=", sql.lit("sign_in.failed"))
        .where("at", ">", since),
    ),
    ({ failed }) => failed,
  );

const findNewest = (queries: Queries) =>
  Effect.map(
    run(
      queries
        .selectFrom("users")
        .select(wholeSummary.columns)
        .orderBy("id", "desc")
        .limit(newestUsers),
    ),
    (rows) => rows.map((row) => wholeSummary.read(row)),
  );

const readStatistics = Effect.fnUntraced(function* ({
  database,
  limits,
  now,
}: Pick<Services, "database" | "limits" | "now">): Effect.fn.Return<Statistics> {
  const { queries } = database;
  const seconds = now();
  return {
    date: new Date(seconds * 1_000),
    users: yield* countUsers(database),
    disabled: yield* countDisabled(queries),
    active: yield* countRecent(queries, "last_activity", seconds),
    registered: yield* countRecent(queries, "member_since", seconds),
    days: yield* countByDay(queries, seconds),
    newest: yield* findNewest(queries),
    failedSignIns: yield* countFailedSignIns(queries, seconds - day),
    lockedAccounts: yield* countLocked(queries, limits, "signIn.account", seconds),
    lockedAddresses: yield* countLocked(queries, limits, "signIn.address", seconds),
  };
});

/** Makes a function that counts users and sign-ins, once for all that call it within a few seconds. */
export const makeStatistics = (
  services: Pick<Services, "database" | "limits" | "now">,
): (() => Effect.Effect<Statistics>) => {
  let kept: { readonly at: number; readonly counts: Promise<Statistics> } | undefined;
  return () =>
    Effect.promise(() => {
      const at = services.now();
      if (kept === undefined || at < kept.at || at >= kept.at + keptSeconds) {
        const counts = Effect.runPromise(readStatistics(services));
        kept = { at, counts };
        counts.catch(() => {
          kept = undefined;
        });
      }
      return kept.counts;
    });
};
