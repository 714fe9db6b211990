import * as Schema from "effect/Schema";

/** How a page was sorted, as the API reports it. */
export interface PageOrder extends Schema.Schema.Type<typeof PageOrderSchema> {}
const PageOrderSchema = Schema.Struct({
  /** Name of the field, in the API's spelling. */
  property: Schema.optional(Schema.String),
  /** `ASC` or `DESC`. */
  direction: Schema.optional(Schema.String),
  /** `true` for `ASC`. */
  ascending: Schema.optional(Schema.Boolean),
  /** `true` for `DESC`. */
  descending: Schema.optional(Schema.Boolean),
  /** `true` if upper and lower case are equal. */
  ignoreCase: Schema.optional(Schema.Boolean),
  /** `NATIVE`, `NULLS_FIRST` or `NULLS_LAST`. */
  nullHandling: Schema.optional(Schema.String),
});

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

/** The schema of a page of `item`s. */
export const PageSchema = <S extends Schema.Top>(item: S) =>
  Schema.Struct({
    content: Schema.Array(item),
    first: Schema.optional(Schema.Boolean),
    last: Schema.optional(Schema.Boolean),
    number: Schema.optional(Schema.Int),
    numberOfElements: Schema.optional(Schema.Int),
    size: Schema.optional(Schema.Int),
    sort: Schema.optional(Schema.Array(PageOrderSchema)),
    totalElements: Schema.optional(Schema.Int),
    totalPages: Schema.optional(Schema.Int),
  });
