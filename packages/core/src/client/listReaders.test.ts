import { describe, expect, it } from "@effect/vitest";
import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import * as Stream from "effect/Stream";
import { inProcess, json, settle, start, wirePage } from "../../test/support/inProcess.ts";
import { Users } from "./users.ts";
import type { Page } from "../models/page.ts";
import { streamOfList } from "./listStream.ts";
import { type PagedSearch, readPages } from "./readPages.ts";
import { readRows } from "./readRows.ts";
import type { PagingOptions } from "../call/callOptions.ts";

// The lists of these tests have numbers instead of rows.
type Read<E> = (search: Search) => Effect.Effect<Page<number>, E>;
const rowsOf = (page: Page<number>) => ({ ...page, content: page.content.map((id) => ({ id })) });
const reading =
  <E>(read: Read<E>) =>
  (search: Search) =>
    Effect.map(read(search), rowsOf);
const allRows = <E>(read: Read<E>, search: Search, options?: PagingOptions) =>
  Stream.map(
    streamOfList(() => readRows(reading(read), search, options)),
    ({ id }) => id,
  );
const allPages = <E>(read: Read<E>, search: Search, options?: PagingOptions) =>
  Stream.map(
    streamOfList(() => readPages(reading(read), search, options)),
    (page) => ({
      ...page,
      content: page.content.map(({ id }) => id),
    }),
  );

interface Search extends PagedSearch {
  readonly tag?: string;
}

/** A list that serves pages by number and records each request. */
const listOf = (page: (number: number) => Page<number>) => {
  const asked: Array<Search> = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const read = (search: Search) =>
    Effect.gen(function* () {
      asked.push(search);
      atOnce += 1;
      mostAtOnce = Math.max(mostAtOnce, atOnce);
      // Later pages may arrive first: the order of responses must not matter.
      for (let turn = 0; turn < ((search.page ?? 0) % 3) * 2 + 1; turn += 1) {
        yield* Effect.yieldNow;
      }
      return page(search.page ?? 0);
    }).pipe(
      Effect.ensuring(
        Effect.sync(() => {
          atOnce -= 1;
        }),
      ),
    );
  return { asked, read, mostAtOnce: () => mostAtOnce };
};

/** `count` pages of one row each. `says` adds `last` to each page. */
const pagesOf = (count: number, says: boolean) =>
  listOf((number) =>
    number > count
      ? { content: [] }
      : { content: [number], ...(says && { last: number === count }) },
  );

const numbersOf = (asked: ReadonlyArray<Search>) => asked.map(({ page }) => page);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("the end of a list", () => {
  it.effect("is the page marked as the last", () =>
    Effect.gen(function* () {
      const list = pagesOf(3, true);
      expect(yield* Stream.runCollect(allRows(list.read, {}))).toEqual([1, 2, 3]);
      expect(numbersOf(list.asked)).toEqual([1, 2, 3]);
    }),
  );

  it.effect("is an empty page", () =>
    Effect.gen(function* () {
      const list = pagesOf(3, false);
      expect(yield* Stream.runCollect(allRows(list.read, {}))).toEqual([1, 2, 3]);
      expect(numbersOf(list.asked)).toEqual([1, 2, 3, 4]);
    }),
  );

  it.effect("is an empty page, even if it is not marked as the last", () =>
    Effect.gen(function* () {
      const list = listOf((number) => ({ content: number < 3 ? [number] : [], last: false }));
      expect(yield* Stream.runCollect(allRows(list.read, {}))).toEqual([1, 2]);
    }),
  );

  it.effect("is the same page again, which is not returned twice", () =>
    Effect.gen(function* () {
      const list = listOf(() => ({ content: [1, 2, 3] }));
      expect(yield* Stream.runCollect(allRows(list.read, {}))).toEqual([1, 2, 3]);
      expect(list.asked).toHaveLength(2);

      const stuck = listOf((number) => ({ content: [Math.min(number, 4)], last: false }));
      expect(yield* Stream.runCollect(allRows(stuck.read, {}))).toEqual([1, 2, 3, 4]);
      expect(stuck.asked).toHaveLength(5);
    }),
  );

  it.effect("is a page with half of the rows of the previous one, past the total of pages", () =>
    Effect.gen(function* () {
      // Ignores `page`, and gets a new first row with each request.
      for (const totals of [{}, { totalPages: 3 }]) {
        let newest = 10;
        const list = listOf(() => {
          newest += 1;
          return { content: [newest, newest - 1, newest - 2, newest - 3], last: false, ...totals };
        });
        yield* Stream.runDrain(allRows(list.read, {}));
        expect(list.asked.length).toBeLessThanOrEqual(4);
      }
    }),
  );

  it.effect("is not an empty page before the total of pages", () =>
    Effect.gen(function* () {
      const list = listOf((number) => ({
        content: number === 2 || number === 3 ? [] : [number],
        last: number === 5,
        totalPages: 5,
      }));
      expect(yield* Stream.runCollect(allRows(list.read, {}))).toEqual([1, 4, 5]);
    }),
  );

  it.effect("is not a page of the same length, nor a short page", () =>
    Effect.gen(function* () {
      const list = listOf((number) => ({ content: number < 4 ? [number] : [] }));
      expect(yield* Stream.runCollect(allRows(list.read, { size: 100 }))).toEqual([1, 2, 3]);
    }),
  );

  it.effect("does not depend on the page numbers in the response", () =>
    Effect.gen(function* () {
      const oddities = [0, 1, 7, -1];
      for (const number of oddities) {
        const list = listOf((page) => ({
          content: [page],
          number,
          totalPages: 1,
          totalElements: 1,
          numberOfElements: 0,
          first: true,
          size: 0,
          last: page === 3,
        }));
        expect(yield* Stream.runCollect(allRows(list.read, {}))).toEqual([1, 2, 3]);
      }
    }),
  );

  it.effect("may be the beginning", () =>
    Effect.gen(function* () {
      const list = listOf(() => ({ content: [] }));
      expect(yield* Stream.runCollect(allRows(list.read, {}))).toEqual([]);
      expect(list.asked).toHaveLength(1);
    }),
  );
});

describe("a list that changes while it is read", () => {
  /** A list from which rows are removed while they are read. */
  const shrinking = (count: number, total: "with totals" | "without totals") => {
    const left = new Set(upTo(count));
    const read = ({ page = 1, size = 10 }: Search) => {
      const all = [...left];
      const content = all.slice((page - 1) * size, page * size);
      return Effect.succeed({
        content,
        last: page * size >= all.length,
        ...(total === "with totals" && {
          totalElements: all.length,
          totalPages: Math.ceil(all.length / size),
        }),
      });
    };
    return { left, read };
  };

  for (const pagesInFlight of [1, 2, 16]) {
    it.effect(`returns every row when each is removed from it (${pagesInFlight} pages)`, () =>
      Effect.gen(function* () {
        for (const count of [0, 1, 9, 10, 11, 33, 330]) {
          const { left, read } = shrinking(count, "with totals");
          const seen: Array<number> = [];
          yield* allRows(read, { size: 10 }, { pagesInFlight }).pipe(
            Stream.runForEach((id) =>
              Effect.sync(() => {
                seen.push(id);
                left.delete(id);
              }),
            ),
          );
          expect(seen.sort((one, other) => one - other)).toEqual(upTo(count));
        }
      }),
    );
  }

  it.effect("returns no row twice when rows are added at the start", () =>
    Effect.gen(function* () {
      let added = 0;
      const read = ({ page = 1 }: Search) => {
        const all = [
          ...upTo(added)
            .map((number) => -number)
            .reverse(),
          ...upTo(40),
        ];
        if (added < 15) added += 3;
        const content = all.slice((page - 1) * 10, page * 10);
        return Effect.succeed({
          content,
          last: page * 10 >= all.length,
          totalElements: all.length,
        });
      };
      const rows = yield* Stream.runCollect(allRows(read, { size: 10 }));
      expect(new Set(rows).size).toBe(rows.length);
      expect(rows).toEqual(expect.arrayContaining(upTo(40)));
    }),
  );

  it.effect("is read once when it does not change", () =>
    Effect.gen(function* () {
      let requests = 0;
      const { read } = shrinking(95, "with totals");
      const counted = (search: Search) => {
        requests += 1;
        return read(search);
      };
      expect(yield* Stream.runCollect(allRows(counted, { size: 10 }))).toEqual(upTo(95));
      expect(requests).toBe(10);
    }),
  );
});

describe("the request", () => {
  it.effect("is 100 rows per page from page 1, with the whole search", () =>
    Effect.gen(function* () {
      const list = pagesOf(2, true);
      yield* Stream.runDrain(allRows(list.read, { tag: "vip" }));
      expect(list.asked).toEqual([
        { tag: "vip", size: 100, page: 1 },
        { tag: "vip", size: 100, page: 2 },
      ]);
    }),
  );

  it.effect("uses the search's size and page if given", () =>
    Effect.gen(function* () {
      const list = pagesOf(6, true);
      expect(yield* Stream.runCollect(allRows(list.read, { size: 5, page: 4 }))).toEqual([4, 5, 6]);
      expect(list.asked).toEqual([4, 5, 6].map((page) => ({ size: 5, page })));
    }),
  );

  it.effect("starts again with each run", () =>
    Effect.gen(function* () {
      const list = listOf(() => ({ content: [1] }));
      const rows = allRows(list.read, {});
      expect(yield* Stream.runCollect(rows)).toEqual([1]);
      expect(yield* Stream.runCollect(rows)).toEqual([1]);
    }),
  );

  it.effect("returns whole pages with their totals, too", () =>
    Effect.gen(function* () {
      const list = listOf((number) => ({ content: [number], totalPages: 2, last: number === 2 }));
      expect(yield* Stream.runCollect(allPages(list.read, {}))).toEqual([
        { content: [1], totalPages: 2, last: false },
        { content: [2], totalPages: 2, last: true },
      ]);
    }),
  );
});

describe("pages in flight", () => {
  it.effect("default to one: requests the next page when the last was consumed", () =>
    Effect.gen(function* () {
      const list = pagesOf(20, true);
      const seen: Array<number> = [];
      yield* Stream.runForEach(allPages(list.read, {}), ({ content: [number = 0] }) =>
        Effect.gen(function* () {
          yield* settle;
          seen.push(number);
          expect(list.asked).toHaveLength(number);
        }),
      );
      expect(seen).toEqual(upTo(20));
      expect(list.mostAtOnce()).toBe(1);
    }),
  );

  for (const pagesInFlight of [2, 3, 5, 8]) {
    it.effect(`are as many as ${pagesInFlight}, in order, and no more`, () =>
      Effect.gen(function* () {
        const list = pagesOf(30, true);
        const rows = yield* Stream.runCollect(allRows(list.read, {}, { pagesInFlight }));
        expect(rows).toEqual(upTo(30));
        expect(list.mostAtOnce()).toBe(pagesInFlight);
      }),
    );

    it.effect(`are not asked for far ahead of a slow reader (${pagesInFlight})`, () =>
      Effect.gen(function* () {
        const list = pagesOf(100, true);
        let taken = 0;
        let furthest = 0;
        yield* allPages(list.read, {}, { pagesInFlight }).pipe(
          Stream.take(20),
          Stream.runForEach(() =>
            Effect.gen(function* () {
              taken += 1;
              yield* settle;
              furthest = Math.max(furthest, list.asked.length - taken);
            }),
          ),
        );
        expect(furthest).toBeLessThanOrEqual(pagesInFlight);
        yield* settle;
        expect(list.asked.length).toBeLessThanOrEqual(20 + pagesInFlight);
      }),
    );

    it.effect(`stop at the end of the list (${pagesInFlight})`, () =>
      Effect.gen(function* () {
        const list = pagesOf(4, false);
        yield* Stream.runDrain(allRows(list.read, {}, { pagesInFlight }));
        yield* settle;
        expect(list.asked.length).toBeLessThanOrEqual(5 + pagesInFlight);
      }),
    );
  }

  it.effect("are between one and a limit", () =>
    Effect.gen(function* () {
      for (const pagesInFlight of [0, -3, 0.5, 1.9, Number.NaN]) {
        const list = pagesOf(4, true);
        const rows = yield* Stream.runCollect(allRows(list.read, {}, { pagesInFlight }));
        expect(rows).toEqual([1, 2, 3, 4]);
        expect(list.mostAtOnce()).toBe(1);
      }
      for (const pagesInFlight of [Number.POSITIVE_INFINITY, 1e9]) {
        const list = pagesOf(4, true);
        const rows = yield* Stream.runCollect(allRows(list.read, {}, { pagesInFlight }));
        expect(rows).toEqual([1, 2, 3, 4]);
        expect(list.asked.length).toBeLessThanOrEqual(40);
      }
    }),
  );
});

describe("an early end", () => {
  it.effect("stops the requests", () =>
    Effect.gen(function* () {
      const list = pagesOf(100, true);
      expect(yield* Stream.runCollect(Stream.take(allRows(list.read, {}), 3))).toEqual([1, 2, 3]);
      yield* settle;
      expect(list.asked).toHaveLength(3);
    }),
  );

  it.effect("interrupts the page requests in flight", () =>
    Effect.gen(function* () {
      let interrupted = 0;
      const read = ({ page = 0 }: Search) =>
        page === 1
          ? Effect.succeed({ content: [1] })
          : Effect.never.pipe(
              Effect.onInterrupt(() =>
                Effect.sync(() => {
                  interrupted += 1;
                }),
              ),
            );
      yield* Stream.runDrain(Stream.take(allRows(read, {}, { pagesInFlight: 3 }), 1));
      expect(interrupted).toBeGreaterThan(0);

      const before = interrupted;
      const fiber = yield* start(Stream.runDrain(allRows(read, {})));
      yield* Fiber.interrupt(fiber);
      expect(interrupted).toBe(before + 1);
    }),
  );

  it.effect("comes with the error of a page, after the rows before it", () =>
    Effect.gen(function* () {
      for (const pagesInFlight of [1, 4]) {
        const asked: Array<number> = [];
        const read = ({ page = 0 }: Search) => {
          asked.push(page);
          return page === 3
            ? Effect.fail("page 3 is broken" as const)
            : Effect.succeed({ content: [page] });
        };
        const seen: Array<number> = [];
        const error = yield* allRows(read, {}, { pagesInFlight }).pipe(
          Stream.runForEach((row) => Effect.sync(() => seen.push(row))),
          Effect.flip,
        );
        expect(error).toBe("page 3 is broken");
        expect(seen).toEqual([1, 2]);
        yield* settle;
        expect(asked.length).toBeLessThanOrEqual(3 + pagesInFlight);
      }
    }),
  );
});

describe("a page beyond the end", () => {
  it.effect("may fail without an incomplete list", () =>
    Effect.gen(function* () {
      for (const end of [{ content: [2], last: true }, { content: [] }, { content: [1] }]) {
        const read = ({ page = 0 }: Search) => {
          if (page > 2) return Effect.fail("there is no such page" as const);
          return Effect.as(settle, page === 1 ? { content: [1] } : end);
        };
        const rows = yield* Stream.runCollect(allRows(read, {}, { pagesInFlight: 5 }));
        expect(rows).toEqual(end.last === true ? [1, 2] : [1]);
      }
    }),
  );
});

describe("the lists of a client", () => {
  it.effect("are read to the end, even if the API numbers its pages wrongly", () =>
    Effect.gen(function* () {
      const api = inProcess(({ url }) => {
        const page = Number(url.searchParams.get("page"));
        return json(wirePage([page * 10, page * 10 + 1], page === 3, 99));
      });
      const users = yield* Users.make(api.options);
      const rows = yield* Stream.runCollect(users.all.getUsers({ filter: { tag: "vip" } }));
      expect(rows.map(({ id }) => id)).toEqual([10, 11, 20, 21, 30, 31]);
      expect(api.received.map(({ url }) => url.search)).toEqual([
        "?filter_tag=vip&size=100&page=1",
        "?filter_tag=vip&size=100&page=2",
        "?filter_tag=vip&size=100&page=3",
      ]);
    }),
  );

  it.effect("requests as many pages at once as configured", () =>
    Effect.gen(function* () {
      let atOnce = 0;
      let mostAtOnce = 0;
      const api = inProcess(async ({ url }) => {
        atOnce += 1;
        mostAtOnce = Math.max(mostAtOnce, atOnce);
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        atOnce -= 1;
        const page = Number(url.searchParams.get("page"));
        return json(wirePage([page], page === 9));
      });
      const users = yield* Users.make(api.options);
      const rows = yield* Stream.runCollect(
        users.all.getUsers({ size: 1 }, { pagesInFlight: 3, token: "theirs" }),
      );
      expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(mostAtOnce).toBe(3);
      expect(new Set(api.received.map(({ authorization }) => authorization))).toEqual(
        new Set(["Bearer theirs"]),
      );
    }),
  );

  it.effect("reject an invalid search", () =>
    Effect.gen(function* () {
      const api = inProcess(() => json(wirePage([])));
      const users = yield* Users.make(api.options);
      const error = yield* Effect.flip(Stream.runDrain(users.all.getUsers({ size: 0 })));
      expect(error).toMatchObject({ _tag: "InvalidInput", issues: [{ field: "size" }] });
      expect(api.received).toHaveLength(0);
    }),
  );
});
