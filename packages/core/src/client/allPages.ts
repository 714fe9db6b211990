import * as Effect from "effect/Effect";
import * as Stream from "effect/Stream";
import type { PagingOptions } from "../call/callOptions.ts";
import { maxPagesInFlight } from "../call/checkCallOptions.ts";
import type { Page } from "../models/page.ts";

/** Rows per page when all pages are read and `size` is not given. */
const defaultPageSize = 100;

const concurrencyOf = (pagesInFlight: number): number =>
  pagesInFlight >= 1 ? Math.min(maxPagesInFlight, Math.floor(pagesInFlight)) : 1;

/** The paging parameters of a search. */
export interface PagedSearch {
  readonly size?: number | undefined;
  readonly page?: number | undefined;
}

/** A row of any list. */
export interface Row {
  readonly id: number | string;
}

/**
 * Reads every page from `search.page` to the end of the list.
 *
 * Reading stops at a page marked as the last, at an empty page unless `totalPages` says that there are
 * more, and at a page that repeats the previous one, because a server that ignores `page` would be read
 * forever. The page number in the response is ignored, because the API does not document whether it
 * starts at 0 or 1.
 */
export const allPages = <Item extends Row, E, Search extends PagedSearch>(
  read: (search: Search) => Effect.Effect<Page<Item>, E>,
  search: Search,
  { pagesInFlight = 1 }: PagingOptions = {},
): Stream.Stream<Page<Item>, E> => {
  const size = search.size ?? defaultPageSize;
  const first = search.page ?? 1;
  return Stream.suspend(() => {
    let page = first - 1;
    let previous: ReadonlySet<Row["id"]> | undefined;
    /** Has the same rows or, past `totalPages`, half of them: the list may change meanwhile. */
    const isRepeated = ({ content, totalPages = 0 }: Page<Item>) => {
      const repeated = content.filter(({ id }) => previous?.has(id) === true).length;
      return repeated > 0 && repeated >= content.length / (page > totalPages ? 2 : 1);
    };
    const isEmptyEnd = ({ content, totalPages = 0 }: Page<Item>) =>
      content.length === 0 && page >= totalPages;
    return Stream.iterate(first, (number) => number + 1).pipe(
      // One element per chunk, so that no more pages are requested than `pagesInFlight`.
      Stream.rechunk(1),
      Stream.mapEffect((number) => Effect.result(read({ ...search, size, page: number })), {
        concurrency: concurrencyOf(pagesInFlight),
      }),
      // A failure is raised in page order: after the rows before it, and never for a page past the end.
      Stream.mapEffect(Effect.fromResult),
      Stream.takeWhile((current) => {
        page += 1;
        // An empty first page is still emitted for its totals.
        if (isEmptyEnd(current)) return previous === undefined;
        const goesOn = !isRepeated(current);
        previous = new Set(current.content.map(({ id }) => id));
        return goesOn;
      }),
      Stream.takeUntil((current) => current.last === true || isEmptyEnd(current)),
    );
  });
};

/**
 * Reads every row of a list once.
 *
 * A change of the list moves rows to other pages, so that a row may be skipped, for example when each row
 * is removed from the list after it was read. If the total number of rows changes while the pages are
 * read, they are read again for rows that were not seen, until there are none. A change that leaves the
 * total as it was, or a server without totals, goes unnoticed.
 */
export const allRows = <Item extends Row, E, Search extends PagedSearch>(
  read: (search: Search) => Effect.Effect<Page<Item>, E>,
  search: Search,
  options?: PagingOptions,
): Stream.Stream<Item, E> =>
  Stream.suspend(() => {
    const seen = new Set<Item["id"]>();
    const pass = (): Stream.Stream<Item, E> => {
      const seenBefore = seen.size;
      let total: number | undefined;
      let hasChanged = false;
      // Also of a page past the end, which may be the first one after a change.
      const noteTotal = ({ totalElements }: Page<Item>) =>
        Effect.sync(() => {
          hasChanged ||=
            total !== undefined && totalElements !== undefined && totalElements !== total;
          total ??= totalElements;
        });
      const readNoting = (page: Search) => Effect.tap(read(page), noteTotal);
      const rows = Stream.flatMap(allPages(readNoting, search, options), (page) => {
        const unseen = page.content.filter(({ id }) => !seen.has(id));
        for (const { id } of unseen) seen.add(id);
        return Stream.fromIterable(unseen);
      });
      return Stream.concat(
        rows,
        Stream.suspend(() => (hasChanged && seen.size > seenBefore ? pass() : Stream.empty)),
      );
    };
    return pass();
  });
