import type { UserSummary } from "@knetik-users/core";
import { type PlainTextKey, t } from "../language/t.ts";
import type { Sorting } from "./useUserSearch.ts";

/** A sortable column of the table. */
export interface Column {
  readonly property: Sorting["property"];
  readonly header: PlainTextKey;
  readonly valueOf: (user: UserSummary) => string | Date | undefined;
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
    valueOf: ({ username }) => username,
    room: "medium",
  },
  {
    property: "email",
    header: "common.email",
    valueOf: ({ email }) => email,
    room: "medium",
  },
  {
    property: "memberSince",
    header: "users.column.memberSince",
    valueOf: ({ memberSince }) => memberSince,
    room: "wide",
    largestFirst: true,
  },
  {
    property: "lastActivity",
    header: "users.column.lastActive",
    valueOf: ({ lastActivity }) => lastActivity,
    room: "wide",
    largestFirst: true,
  },
  { property: "id", header: "common.id", valueOf: ({ id }) => String(id), room: "medium" },
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
