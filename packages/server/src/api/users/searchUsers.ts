import type { Page, UserSearch, UserSummary } from "@knetik-users/core/effect";
import { userFilterParameters } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { isUsersAdmin, maySeePrivate } from "../access/callerAccess.ts";
import { CurrentCall } from "../../call-context/currentCall.ts";
import type { Database } from "../../database/database.ts";
import { consume } from "../../rate-limits/consume.ts";
import type { RetryLater } from "../../rate-limits/retryLater.ts";
import type { Services } from "../context/services.ts";
import { statement } from "../../database/statement.ts";
import { issue } from "../errors/fieldIssues.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import { makePage, pagingIssues, pagingOf } from "../lists/paging.ts";
import { byText, byValue, sortingOf } from "../lists/sorting.ts";
import { filtersOf } from "./userFilters.ts";
import { type Charge, findPage, singleOrderOf } from "./findPage.ts";
import { findUsersById } from "./userBlocks.ts";
import { isPrivateFilter, isPrivateProperty } from "./userPrivacy.ts";
import {
  publicSummary,
  type Reader,
  type UserRow,
  wholeSummary,
} from "../repositories/userRecord.ts";

/** A request line is shorter than this; a call in process has no such limit. */
const maxIds = 1_000;
/** The database sorts all matches for a later page, unless the index keeps the order. */
const maxUnkeptOffset = 10_000;

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

/** Filtering or sorting by a private field would reveal it, one guess at a time. */
const privateParameters = ({ filter = {}, order = [] }: UserSearch) => [
  ...Object.entries(userFilterParameters)
    .filter(([name]) => isPrivateFilter(name) && Reflect.get(filter, name) !== undefined)
    .map(([, parameter]) => issue(parameter, "needs USERS_ADMIN")),
  ...order
    .filter(({ property }) => isPrivateProperty(property))
    .map(() => issue("order", "needs USERS_ADMIN for a private property")),
];

/** How the rows of a page are found, with the columns of a reader. */
const findingOf = ({ columns }: Reader<UserSummary>) => ({
  byId: findUsersById(columns),
  amongIds: statement<{ readonly ids: string }, UserRow>(
    ["ids"],
    (queries, { ids }, { numbersOf }) =>
      queries.selectFrom("users").select(columns).where("id", "in", numbersOf(ids)),
  ),
});
type Finding = ReturnType<typeof findingOf>;
const findWhole = findingOf(wholeSummary);
const findPublic = findingOf(publicSummary);

/** The rows of a page, in order. */
const findRows = Effect.fnUntraced(function* (
  database: Database,
  { amongIds }: Finding,
  charge: Charge | undefined,
  filters: Parameters<typeof findPage>[1],
  sorting: Parameters<typeof findPage>[2],
  window: Parameters<typeof findPage>[3],
) {
  const { ids, total } = yield* findPage(database, filters, sorting, window, undefined, charge);
  const found = ids.length === 0 ? [] : yield* amongIds.all(database, { ids: JSON.stringify(ids) });
  const byId = new Map(found.map((row) => [row.id, row]));
  // A user may have been deleted since.
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), total };
});

type SearchServices = Pick<Services, "database" | "limits" | "now">;

/**
 * Charges the caller of one call for filters that have to be read first: for each of them once, also if
 * the replica begins to read it and the primary has to.
 */
export const searchCharge = (services: SearchServices): Charge => {
  const charged = new Set<string>();
  return Effect.fnUntraced(function* ({ key }) {
    const { caller, address } = yield* CurrentCall;
    if (isUsersAdmin(caller) || charged.has(key)) return;
    yield* consume(services, { limit: "search.address", subject: address });
    charged.add(key);
  });
};

/**
 * Lists and searches users. A USERS_ADMIN gets the private fields; others get their own.
 *
 * @param database - What is read, which may be a replica.
 */
export const searchUsers = Effect.fnUntraced(function* (
  services: SearchServices,
  search: UserSearch,
  database: Database = services.database,
  charge: Charge = searchCharge(services),
): Effect.fn.Return<Page<UserSummary>, RetryLater | ApiError<"BadRequest" | "Forbidden">> {
  const { caller } = yield* CurrentCall;
  const paging = pagingOf(search);
  const { sorting, report } = sortingOf(sortColumns, search.order);
  const filters = filtersOf(database.kind, search.filter ?? {});
  const isById = filters.length === 0 && sorting[0]?.column === "id";
  const issues = [
    ...pagingIssues(search),
    ...((search.filter?.ids?.length ?? 0) > maxIds
      ? [issue("filter_id_list", `must contain at most ${maxIds} ids`)]
      : []),
    ...(!isById && paging.offset > maxUnkeptOffset && singleOrderOf(sorting) === undefined
      ? [issue("page", `must start within the first ${maxUnkeptOffset} rows of this order`)]
      : []),
  ];
  if (issues.length > 0) return yield* fail("BadRequest", issues);
  const forbidden = isUsersAdmin(caller) ? [] : privateParameters(search);
  if (forbidden.length > 0) return yield* fail("Forbidden", forbidden);

  // A user's own row may be among them.
  const find = isUsersAdmin(caller) || caller.userId !== undefined ? findWhole : findPublic;
  const { rows, total } = isById
    ? yield* find.byId(database, sorting[0]?.descending === true, paging)
    : yield* findRows(database, find, charge, filters, sorting, paging);
  const content = rows.map((row) =>
    (maySeePrivate(caller, row.id) ? wholeSummary : publicSummary).read(row),
  );
  return makePage(paging, report, content, total);
});
