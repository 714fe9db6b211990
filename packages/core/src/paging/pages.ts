import * as Effect from "effect/Effect";
import * as Stream from "effect/Stream";
import type { Page } from "../model/page.ts";

/** How all pages of a list are read. */
export interface PagingOptions {
  /**
   * Pages that are asked for at the same time, 16 at most. Default 1: the next page is asked for
   * when the last one was taken. Order is kept.
   */
  readonly pagesInFlight?: number | undefined;
}

/** Rows a page when all are read and `size` is not given. */
export const defaultSizeOfAll = 100;

const mostInFlight = 16;

/** Anything that is not a number of pages means one. */
const boundOf = (pagesInFlight: number): number =>
  pagesInFlight >= 1 ? Math.min(mostInFlight, Math.floor(pagesInFlight)) : 1;

/** The search of a list, as far as paging needs to know it. */
export interface Paged {
  readonly size?: number | undefined;
  readonly page?: number | undefined;
}

const signature = (page: Page<unknown>): string => JSON.stringify(page.content);

/**
 * Every page from the one that `search` names to the end of the list.
 *
 * The end is a page that says it is the last, an empty page, or the same rows once more: a server
 * that ignores `page` would otherwise be read forever. The answer's own page number is not looked
 * at, since it is not documented where it starts.
 */
export const allPages = <Row, E, Search extends Paged>(
  read: (search: Search) => Effect.Effect<Page<Row>, E>,
  search: Search,
  { pagesInFlight = 1 }: PagingOptions = {},
): Stream.Stream<Page<Row>, E> => {
  const size = search.size ?? defaultSizeOfAll;
  const first = search.page ?? 1;
  return Stream.suspend(() => {
    let previous: string | undefined;
    return Stream.iterate(first, (page) => page + 1).pipe(
      // One element at a time, so that no more pages are asked for than are in flight.
      Stream.rechunk(1),
      Stream.mapEffect((page) => Effect.result(read({ ...search, size, page })), {
        concurrency: boundOf(pagesInFlight),
      }),
      // A failure counts when its turn comes: not before the rows that precede it, and not at all
      // where it is of a page beyond the end.
      Stream.mapEffect(Effect.fromResult),
      Stream.takeWhile((page) => {
        // The first page is told also where it is empty: its totals are an answer, too.
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
export const allRows = <Row, E, Search extends Paged>(
  ...args: Parameters<typeof allPages<Row, E, Search>>
): Stream.Stream<Row, E> =>
  Stream.flatMap(allPages(...args), (page) => Stream.fromIterable(page.content));
