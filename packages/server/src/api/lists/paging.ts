import {
  type FieldIssue,
  type Order,
  type Page,
  type PageOrder,
  pagingDefaults,
} from "@knetik-users/core/effect";

export const maxPageSize = 1_000;

/** Paging parameters of a list. */
export interface PagingInput {
  readonly size?: number | undefined;
  readonly page?: number | undefined;
  readonly order?: ReadonlyArray<Order> | undefined;
}

/** The rows of a page. */
export interface Paging {
  readonly size: number;
  /** Starts at 1. */
  readonly page: number;
  readonly offset: number;
}

export const pagingOf = ({ size, page }: PagingInput): Paging => {
  const paging = { size: size ?? pagingDefaults.size, page: page ?? pagingDefaults.page };
  // The factors are below 2³¹ and 1,000, so the product is exact.
  return { ...paging, offset: (paging.page - 1) * paging.size };
};

export const pagingIssues = ({ size = 1 }: PagingInput): ReadonlyArray<FieldIssue> =>
  size <= maxPageSize ? [] : [{ field: "size", message: `must be ${maxPageSize} or less` }];

/** Makes a page from its rows and the total. */
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
    // Undocumented. The shape is Spring's, where `number` starts at 0 although requests start at 1.
    number: page - 1,
    numberOfElements: content.length,
    size,
    sort,
    totalElements,
    totalPages,
  };
};
