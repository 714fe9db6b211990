import * as Schema from "effect/Schema";

/** How a page was sorted, as the API reports it. */
export interface PageOrder extends Schema.Schema.Type<typeof PageOrderSchema> {}
const PageOrderSchema = Schema.Struct({
  property: Schema.optional(Schema.String),
  direction: Schema.optional(Schema.String),
  ascending: Schema.optional(Schema.Boolean),
  descending: Schema.optional(Schema.Boolean),
  ignoreCase: Schema.optional(Schema.Boolean),
  nullHandling: Schema.optional(Schema.String),
});

/** One page of a list (`PageResource`). */
export interface Page<Item> {
  readonly content: ReadonlyArray<Item>;
  readonly first?: boolean | undefined;
  readonly last?: boolean | undefined;
  /**
   * The API's number of this page. It is not documented whether it starts at 0 or 1, so compute the next
   * page from the number you requested.
   */
  readonly number?: number | undefined;
  readonly numberOfElements?: number | undefined;
  readonly size?: number | undefined;
  readonly sort?: ReadonlyArray<PageOrder> | undefined;
  /** Total number of rows. */
  readonly totalElements?: number | undefined;
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
