import * as Effect from "effect/Effect";
import * as Stream from "effect/Stream";
import type { PagingOptions } from "../call/callOptions.ts";
import type { Page } from "../models/page.ts";

/** Rows per page when all pages are read and `size` is not given. */
const defaultPageSize = 100;

const maxPagesInFlight = 16;

const concurrencyOf = (pagesInFlight: number): number =>
  pagesInFlight >= 1 ? Math.min(maxPagesInFlight, Math.floor(pagesInFlight)) : 1;

/** The paging parameters of a search. */
export interface PagedSearch {
  readonly size?: number | undefined;
  readonly page?: number | undefined;
}

const signature = (page: Page<unknown>): string => JSON.stringify(page.content);

/**
 * Reads every page from `search.page` to the end of the list.
 *
 * Reading stops at a page marked as the last, at an empty page, and at a page that repeats the rows of
 * the previous one: a server that ignores `page` would otherwise be read forever. The page number in
 * the response is ignored, because the API does not document whether it starts at 0 or 1.
 */
export const allPages = <Row, E, Search extends PagedSearch>(
  read: (search: Search) => Effect.Effect<Page<Row>, E>,
  search: Search,
  { pagesInFlight = 1 }: PagingOptions = {},
): Stream.Stream<Page<Row>, E> => {
  const size = search.size ?? defaultPageSize;
  const first = search.page ?? 1;
  return Stream.suspend(() => {
    let previous: string | undefined;
    return Stream.iterate(first, (page) => page + 1).pipe(
      // One element per chunk, so that no more pages are requested than `pagesInFlight`.
      Stream.rechunk(1),
      Stream.mapEffect((page) => Effect.result(read({ ...search, size, page })), {
        concurrency: concurrencyOf(pagesInFlight),
      }),
      // A failure is raised in page order: after the rows before it, and never for a page past the end.
      Stream.mapEffect(Effect.fromResult),
      Stream.takeWhile((page) => {
        // An empty first page is still emitted for its totals.
        if (page.content.length === 0) return previous === undefined;
        const current = signature(page);
        const repeats = current === previous;
        previous = current;
        return !repeats;
      }),
      Stream.takeUntil((page) => page.last === true || page.content.length === 0),
    );
  });
};

/** The rows of {@link allPages}, one by one. */
export const allRows = <Row, E, Search extends PagedSearch>(
  ...args: Parameters<typeof allPages<Row, E, Search>>
): Stream.Stream<Row, E> =>
  Stream.flatMap(allPages(...args), (page) => Stream.fromIterable(page.content));
