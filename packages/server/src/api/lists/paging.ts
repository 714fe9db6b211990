import {
  type FieldIssue,
  type Order,
  type Page,
  type PageOrder,
  pagingDefaults,
} from "@knetik-users/core/effect";

export const maxPageSize = 1_000;

/** What a list is asked for. */
export interface PagingInput {
  readonly size?: number | undefined;
  readonly page?: number | undefined;
  readonly order?: ReadonlyArray<Order> | undefined;
}

/** Which rows a page holds. */
export interface Paging {
  readonly size: number;
  /** Starts at 1. */
  readonly page: number;
  readonly offset: number;
}

export const pagingOf = ({ size, page }: PagingInput): Paging => {
  const paging = { size: size ?? pagingDefaults.size, page: page ?? pagingDefaults.page };
  // Both are below 2³¹ and 1,000: the product is exact.
  return { ...paging, offset: (paging.page - 1) * paging.size };
};

export const pagingIssues = ({ size = 1 }: PagingInput): ReadonlyArray<FieldIssue> =>
  size <= maxPageSize ? [] : [{ field: "size", message: `must be ${maxPageSize} or less` }];

/** One page, once its rows and their number in all are known. */
export const makePage = <Row>(
  { size, page }: Paging,
  sort: ReadonlyArray<PageOrder>,
  content: ReadonlyArray<Row>,
  totalElements: number,
): Page<Row> => {
  const totalPages = Math.ceil(totalElements / size);
  return {
    content,
    first: page === 1,
    last: page >= totalPages,
    // Undocumented; the shape is Spring's, which counts from 0 here although it is asked from 1.
    number: page - 1,
    numberOfElements: content.length,
    size,
    sort,
    totalElements,
    totalPages,
  };
};
