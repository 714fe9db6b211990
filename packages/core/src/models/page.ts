/** How a page was sorted, as the API reports it. */
export interface PageOrder {
  /** Name of the field, in the API's spelling. */
  readonly property?: string | undefined;
  /** `ASC` or `DESC`. */
  readonly direction?: string | undefined;
  /** `true` for `ASC`. */
  readonly ascending?: boolean | undefined;
  /** `true` for `DESC`. */
  readonly descending?: boolean | undefined;
  /** `true` if upper and lower case are equal. */
  readonly ignoreCase?: boolean | undefined;
  /** `NATIVE`, `NULLS_FIRST` or `NULLS_LAST`. */
  readonly nullHandling?: string | undefined;
}

/** One page of a list (`PageResource`). */
export interface Page<Item> {
  /** The rows of this page. */
  readonly content: ReadonlyArray<Item>;
  /** `true` for the first page. */
  readonly first?: boolean | undefined;
  /** `true` for the last page. */
  readonly last?: boolean | undefined;
  /**
   * The API's number of this page. It is not documented whether it starts at 0 or 1, so compute the next
   * page from the number you requested.
   */
  readonly number?: number | undefined;
  /** Number of rows on this page. */
  readonly numberOfElements?: number | undefined;
  /** Requested number of rows per page. */
  readonly size?: number | undefined;
  /** Sort criteria in order of priority. */
  readonly sort?: ReadonlyArray<PageOrder> | undefined;
  /** Number of rows on all pages. */
  readonly totalElements?: number | undefined;
  /** Number of pages of the list. */
  readonly totalPages?: number | undefined;
}
