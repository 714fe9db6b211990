import type { Page } from "../models/page.ts";

/** A row of any list. */
export interface Row {
  readonly id: number | string;
}

/** The place of a page in its list. */
export type Place = "before the end" | "last" | "past the end";

/**
 * Decides for one page after the other, in order, where a list ends.
 *
 * A list ends with a page marked as the last, before an empty page unless `totalPages` says that there
 * are more, and before a page that repeats the previous one, because a server that ignores `page` would
 * be read forever. The page number in the response is ignored, because the API does not document whether
 * it starts at 0 or 1.
 */
export const findListEnd = (first: number): ((page: Page<Row>) => Place) => {
  let number = first - 1;
  let previous: ReadonlySet<Row["id"]> | undefined;
  return ({ content, totalPages = 0, last }) => {
    number += 1;
    if (content.length === 0 && number >= totalPages) {
      // An empty first page still counts, for its totals.
      return previous === undefined ? "last" : "past the end";
    }
    const repeated = content.filter(({ id }) => previous?.has(id) === true).length;
    // The same rows or, past `totalPages`, half of them: the list may change meanwhile.
    if (repeated > 0 && repeated >= content.length / (number > totalPages ? 2 : 1)) {
      return "past the end";
    }
    previous = new Set(content.map(({ id }) => id));
    return last === true ? "last" : "before the end";
  };
};
