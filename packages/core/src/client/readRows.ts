import * as Effect from "effect/Effect";
import type { PagingOptions } from "../call/callOptions.ts";
import type { Page } from "../models/page.ts";
import type { Row } from "./listEnd.ts";
import { isPart, type ListReader } from "./listReader.ts";
import { type PagedSearch, type ReadPage, readPages } from "./readPages.ts";

/**
 * Reads every row of a list once.
 *
 * A change of the list moves rows to other pages, so that a row may be skipped, for example when each row
 * is removed from the list after it was read. If the total number of rows changes while the pages are
 * read, they are read again for rows that were not seen, until there are none. A change that leaves the
 * total as it was, or a server without totals, goes unnoticed.
 */
export const readRows = <Item extends Row, E, Search extends PagedSearch>(
  read: ReadPage<Item, E, Search>,
  search: Search,
  options?: PagingOptions,
): ListReader<Item, E> => {
  const seen = new Set<Item["id"]>();

  /** Reads the list once. */
  const startPass = () => {
    const seenBefore = seen.size;
    let total: number | undefined;
    let hasChanged = false;
    // Also of a page past the end, which may be the first one after a change.
    const noteTotal = (page: Page<Item>) => {
      const { totalElements } = page;
      hasChanged ||= total !== undefined && totalElements !== undefined && totalElements !== total;
      total ??= totalElements;
      return page;
    };
    return {
      pages: readPages((page: Search) => Effect.map(read(page), noteTotal), search, options),
      needsAnother: () => hasChanged && seen.size > seenBefore,
    };
  };
  let pass = startPass();

  const next: ListReader<Item, E>["next"] = Effect.suspend(() =>
    Effect.flatMap(pass.pages.next, (pages) => {
      if (pages === undefined) {
        if (!pass.needsAnother()) return Effect.undefined;
        pass = startPass();
        return next;
      }
      const unseen = pages.flatMap(({ content }) => content).filter(({ id }) => !seen.has(id));
      for (const { id } of unseen) seen.add(id);
      return isPart(unseen) ? Effect.succeed(unseen) : next;
    }),
  );
  return { next, close: Effect.suspend(() => pass.pages.close) };
};
