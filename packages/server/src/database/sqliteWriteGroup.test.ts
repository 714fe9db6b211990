import { CompiledQuery, type QueryResult } from "kysely";
import { expect, it } from "vitest";
import { SqliteWriteGroup } from "./sqliteWriteGroup.ts";

/** A connection that records its statements. `fail` is called for each of them. */
const recording = (fail: (sql: string) => void = () => {}) => {
  const statements: Array<string> = [];
  let isInTransaction = false;
  const group = new SqliteWriteGroup({
    executeNow: ({ sql }): QueryResult<unknown> | undefined => {
      statements.push(sql);
      try {
        fail(sql);
      } catch (error) {
        if (error instanceof Busy) return undefined;
        if (error instanceof Aborted) isInTransaction = false;
        throw error;
      }
      if (sql === "begin immediate") isInTransaction = true;
      if (sql === "commit" || sql === "rollback") isInTransaction = false;
      return { rows: [{ sql }] };
    },
    isInTransaction: () => isInTransaction,
  });
  return { statements, add: (sql: string) => group.add(CompiledQuery.raw(sql)) };
};

class Busy extends Error {}
/** Ends the transaction, as a full disk does. */
class Aborted extends Error {}

it("commits the statements of one turn of the event loop together", async () => {
  const { statements, add } = recording();
  const results = await Promise.all([add("a"), add("b")]);
  expect(results).toEqual([{ rows: [{ sql: "a" }] }, { rows: [{ sql: "b" }] }]);
  expect(statements).toEqual(["begin immediate", "a", "b", "commit"]);
  await add("c");
  expect(statements.slice(4)).toEqual(["begin immediate", "c", "commit"]);
});

it("fails a statement without the others", async () => {
  const { add, statements } = recording((sql) => {
    if (sql === "b") throw new Error("duplicate");
  });
  const results = await Promise.allSettled([add("a"), add("b"), add("c")]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(statements.at(-1)).toBe("commit");
});

it("fails every statement if one ends the transaction, and runs none after it", async () => {
  const { add, statements } = recording((sql) => {
    if (sql === "b") throw new Aborted("disk full");
  });
  const results = await Promise.allSettled([add("a"), add("b"), add("c")]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(statements).toEqual(["begin immediate", "a", "b"]);
});

it("fails every statement if the commit fails", async () => {
  const { add, statements } = recording((sql) => {
    if (sql === "commit") throw new Error("input/output error");
  });
  const results = await Promise.allSettled([add("a"), add("b")]);
  expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(statements.at(-1)).toBe("rollback");
});

it.each(["begin immediate", "commit"])(
  "leaves the statements to the queue if %s is busy",
  async (busy) => {
    const { add, statements } = recording((sql) => {
      if (sql === busy) throw new Busy();
    });
    expect(await Promise.all([add("a"), add("b")])).toEqual([undefined, undefined]);
    expect(statements.at(-1)).toBe(busy === "commit" ? "rollback" : "begin immediate");
  },
);
