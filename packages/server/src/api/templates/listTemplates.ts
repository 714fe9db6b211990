import type { Order, Page, UserTemplate } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { type Queries, run, runOne } from "../../database/database.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { makePage, pagingIssues, type PagingInput, pagingOf } from "../lists/paging.ts";
import { byText, byValue, sortingOf } from "../lists/sorting.ts";
import { templateOf } from "../repositories/templateRepository.ts";

const sortColumns = {
  id: byValue("id"),
  name: byText("name_key"),
  createdDate: byValue("created_date"),
  updatedDate: byValue("updated_date"),
};

/** Lists templates by page. */
export const listTemplates = Effect.fnUntraced(function* (
  queries: Queries,
  search: PagingInput & {
    readonly order?: ReadonlyArray<Order<keyof typeof sortColumns>> | undefined;
  },
): Effect.fn.Return<Page<UserTemplate>, ApiError<"BadRequest">> {
  const issues = pagingIssues(search);
  if (issues.length > 0) return yield* fail("BadRequest", issues);
  const paging = pagingOf(search);
  const { sorting, report } = sortingOf(sortColumns, search.order);
  const { total } = yield* runOne(
    queries.selectFrom("templates").select(({ fn }) => fn.countAll<number>().as("total")),
  );
  const rows = yield* run(
    sorting
      .reduce(
        (query, { column, descending }) => query.orderBy(column, descending ? "desc" : "asc"),
        queries.selectFrom("templates").selectAll(),
      )
      .limit(paging.size)
      .offset(paging.offset),
  );
  return makePage(paging, report, rows.map(templateOf), total);
});
