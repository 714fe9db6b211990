/** A page of a list as it was read. */
export interface ReadPage {
  readonly page: number;
  readonly size: number;
  readonly total: number;
  /** Rows on this page. */
  readonly rows: number;
  /** What the API says, if it does. */
  readonly isLast: boolean | undefined;
  /** Number of properties that the list is sorted by. */
  readonly sortedBy: number;
}

/** Rows of a list by several properties that the API returns. */
export const mostRowsByMany = 10_000;

/**
 * The last page that has rows. The page itself knows best: a total may be old, or an estimate. Lists by several
 * properties end early.
 */
export const lastReachablePage = (read: ReadPage): number => {
  const { page, size, total, rows, isLast, sortedBy } = read;
  const limit = sortedBy > 1 ? Math.max(1, Math.floor(mostRowsByMany / size)) : Infinity;
  const byTotal = Math.max(1, Math.ceil(total / size));
  const byPage = () => {
    if (rows === 0) return Math.max(1, Math.min(byTotal, page - 1));
    if (isLast === true) return page;
    return isLast === false ? Math.max(byTotal, page + 1) : byTotal;
  };
  return Math.min(limit, byPage());
};
