import type { UserSummary } from "@knetik-users/core";
import { formatDay, formatMoment } from "../format/dates.ts";
import { type PlainTextKey, t } from "../language/t.ts";
import type { Sorting } from "./useUserSearch.ts";

/** A sortable column of the table. */
export interface Column {
  readonly property: Sorting["property"];
  readonly header: PlainTextKey;
  readonly text: (user: UserSummary) => string;
  /** Hidden on small screens; `narrow` first. */
  readonly room?: "wide" | "medium";
  /** The first click sorts descending. */
  readonly largestFirst?: boolean;
}

/** The display name of a user. */
export const nameOf = ({ displayName, username, id }: UserSummary): string =>
  displayName ?? username ?? t("users.unnamed", { id });

/** The columns besides the name. */
export const columns: ReadonlyArray<Column> = [
  {
    property: "username",
    header: "common.userName",
    text: ({ username }) => username ?? t("common.none"),
    room: "medium",
  },
  {
    property: "email",
    header: "common.email",
    text: ({ email }) => email ?? t("common.none"),
    room: "medium",
  },
  {
    property: "memberSince",
    header: "users.column.memberSince",
    text: ({ memberSince }) => formatDay(memberSince),
    room: "wide",
    largestFirst: true,
  },
  {
    property: "lastActivity",
    header: "users.column.lastActive",
    text: ({ lastActivity }) => formatMoment(lastActivity),
    room: "wide",
    largestFirst: true,
  },
  { property: "id", header: "common.id", text: ({ id }) => String(id), room: "medium" },
];

export const sortOptions: ReadonlyArray<{
  readonly property: Sorting["property"];
  readonly text: PlainTextKey;
}> = [
  { property: "displayName", text: "common.name" },
  ...columns.map(({ property, header }) => ({ property, text: header })),
  { property: "fullname", text: "users.column.fullName" },
  { property: "lastUpdated", text: "users.column.lastChanged" },
];
