import type { Page, UserSearch, UserSummary } from "@knetik-users/core/effect";
import { userFilterParameters } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { isUsersAdmin, maySeePrivate } from "../access/callerAccess.ts";
import { CurrentCall } from "../../call-context/currentCall.ts";
import { type Queries, run } from "../../database/database.ts";
import { issue } from "../errors/fieldIssues.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { makePage, pagingIssues, pagingOf } from "../lists/paging.ts";
import { byText, byValue, sortingOf } from "../lists/sorting.ts";
import { filtersOf } from "./userFilters.ts";
import { maxOffset, findPage } from "./findPage.ts";
import { isPrivateFilter, isPrivateProperty, publicSummary } from "./userPrivacy.ts";
import { summaryColumns, summaryOf } from "../repositories/userRecord.ts";

/** A request line is shorter than this; a call in process has no such limit. */
const maxIds = 1_000;

const sortColumns = {
  id: byValue("id"),
  username: byText("username_key"),
  email: byText("email_key"),
  displayName: byText("display_name_key"),
  fullname: byText("fullname_key", true),
  memberSince: byValue("member_since"),
  lastUpdated: byValue("last_updated"),
  lastActivity: byValue("last_activity", true),
};

const offsetTooLarge = issue(
  "page",
  `must start within the first ${maxOffset} rows, except for a list by id without filters`,
);

/** Filtering or sorting by a private field would reveal it, one guess at a time. */
const privateParameters = ({ filter = {}, order = [] }: UserSearch) => [
  ...Object.entries(userFilterParameters)
    .filter(([name]) => isPrivateFilter(name) && Reflect.get(filter, name) !== undefined)
    .map(([, parameter]) => issue(parameter, "needs USERS_ADMIN")),
  ...order
    .filter(({ property }) => isPrivateProperty(property))
    .map(() => issue("order", "needs USERS_ADMIN for a private property")),
];

/** Lists and searches users. A USERS_ADMIN gets the private fields; others get their own. */
export const searchUsers = Effect.fnUntraced(function* (
  queries: Queries,
  search: UserSearch,
): Effect.fn.Return<Page<UserSummary>, ApiError<"BadRequest" | "Forbidden">> {
  const { caller } = yield* CurrentCall;
  const paging = pagingOf(search);
  const { sorting, report } = sortingOf(sortColumns, search.order);
  const filters = filtersOf(search.filter ?? {});
  const isById = filters.length === 0 && sorting[0]?.column === "id";
  const issues = [
    ...pagingIssues(search),
    ...(paging.offset <= maxOffset || isById ? [] : [offsetTooLarge]),
    ...((search.filter?.ids?.length ?? 0) > maxIds
      ? [issue("filter_id_list", `must contain at most ${maxIds} ids`)]
      : []),
  ];
  if (issues.length > 0) return yield* fail("BadRequest", issues);
  const forbidden = isUsersAdmin(caller) ? [] : privateParameters(search);
  if (forbidden.length > 0) return yield* fail("Forbidden", forbidden);

  const { ids, total } = yield* findPage(queries, filters, sorting, paging);
  const rows =
    ids.length === 0
      ? []
      : yield* run(queries.selectFrom("users").select(summaryColumns).where("id", "in", ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const content = ids.flatMap((id) => {
    const row = byId.get(id);
    if (row === undefined) return [];
    const summary = summaryOf(row);
    return [maySeePrivate(caller, row.id) ? summary : publicSummary(summary)];
  });
  return makePage(paging, report, content, total);
});
