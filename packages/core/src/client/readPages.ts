import * as Effect from "effect/Effect";
import * as Fiber from "effect/Fiber";
import type { PagingOptions } from "../call/callOptions.ts";
import { maxPagesInFlight } from "../call/checkCallOptions.ts";
import type { Page } from "../models/page.ts";
import { findListEnd, type Row } from "./listEnd.ts";
import type { ListReader, Part } from "./listReader.ts";

/** Rows per page when all pages are read and `size` is not given. */
const defaultPageSize = 100;

const concurrencyOf = (pagesInFlight: number): number =>
  pagesInFlight >= 1 ? Math.min(maxPagesInFlight, Math.floor(pagesInFlight)) : 1;

/** The paging parameters of a search. */
export interface PagedSearch {
  readonly size?: number | undefined;
  readonly page?: number | undefined;
}

/** Requests one page. */
export type ReadPage<Item, E, Search extends PagedSearch> = (
  search: Search,
) => Effect.Effect<Page<Item>, E>;

/**
 * Reads every page from `search.page` to the end of the list, in order. Requests pages when the next one
 * is read, so that no more than `pagesInFlight` are requested or waiting for their reader.
 */
export const readPages = <Item extends Row, E, Search extends PagedSearch>(
  read: ReadPage<Item, E, Search>,
  search: Search,
  { pagesInFlight = 1 }: PagingOptions = {},
): ListReader<Page<Item>, E> => {
  const { size = defaultPageSize, page: first = 1 } = search;
  const concurrency = concurrencyOf(pagesInFlight);
  const placeOf = findListEnd(first);
  let nextPage = first;
  let hasEnded = false;
  /** The requested pages that were not read yet, in order. */
  const requested: Array<Fiber.Fiber<Page<Item>, E>> = [];

  const close = Effect.suspend(() => {
    hasEnded = true;
    return Fiber.interruptAll(requested.splice(0));
  });
  const next = Effect.withFiber((fiber) => {
    if (hasEnded) return Effect.undefined;
    const start = Effect.runForkWith(fiber.context);
    while (requested.length < concurrency) {
      requested.push(start(read({ ...search, size, page: nextPage })));
      nextPage += 1;
    }
    // In page order, so that a failure comes after the rows before it, and none of a page past the end.
    const [head] = requested;
    if (head === undefined) return Effect.undefined;
    return Effect.flatMap(Fiber.join(head), (page) => {
      requested.shift();
      const place = placeOf(page);
      const pages: Part<typeof page> | undefined = place === "past the end" ? undefined : [page];
      return place === "before the end" ? Effect.succeed(pages) : Effect.as(close, pages);
    });
  });
  return { next, close };
};
