import type { Page } from "@knetik-users/core";

interface Row {
  readonly id: number | string;
}

const idsOf = <Item extends Row>(pages: ReadonlyArray<Page<Item>>) =>
  new Set(pages.flatMap(({ content }) => content.map(({ id }) => id)));

/** Checks whether the total number of rows changed between two pages. */
export const hasMoved = (before: Page<Row> | undefined, { totalElements }: Page<Row>): boolean =>
  before?.totalElements !== undefined &&
  totalElements !== undefined &&
  before.totalElements !== totalElements;

/**
 * Reads a page that continues those `before` it. Pages are counted in rows, so rows that have left the
 * list since then move others to an earlier page, where nobody would read them: if the total has changed,
 * the pages before are read again, backwards to one with a known row, and the new rows are put in front.
 */
export const readContiguous = async <Item extends Row>(
  read: (number: number) => Promise<Page<Item>>,
  number: number,
  before: ReadonlyArray<Page<Item>>,
): Promise<Page<Item>> => {
  const page = await read(number);
  if (!hasMoved(before.at(-1), page)) return page;
  const known = idsOf(before);
  const missed: Array<Item> = [];
  for (let earlier = number - 1; earlier >= 1; earlier -= 1) {
    const { content } = await read(earlier);
    const unknown = content.filter(({ id }) => !known.has(id));
    missed.unshift(...unknown);
    if (unknown.length < content.length) break;
  }
  return { ...page, content: [...missed, ...page.content] };
};

/** Every row once, at its first place: rows that joined the list move others to a later page as well. */
export const uniqueRows = <Item extends Row>(
  pages: ReadonlyArray<Page<Item>>,
): ReadonlyArray<Item> => {
  const rows = new Map<Item["id"], Item>();
  for (const row of pages.flatMap(({ content }) => content)) {
    if (!rows.has(row.id)) rows.set(row.id, row);
  }
  return [...rows.values()];
};
