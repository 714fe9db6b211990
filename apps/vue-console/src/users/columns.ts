import type { UserSummary } from "@knetik-users/core";
import { type PlainTextKey, t } from "../language/t.ts";
import type { Sorting } from "./sorting.ts";

/** A sortable column of the table. */
export interface Column {
  readonly property: Sorting["property"];
  readonly header: PlainTextKey;
  readonly valueOf: (user: UserSummary) => string | Date | undefined;
  /** Hidden on small screens; `narrow` first. */
  readonly room?: "wide" | "medium";
  /** The first click sorts descending. */
  readonly largestFirst?: boolean;
  /** Not shown until it is chosen. */
  readonly isExtra?: boolean;
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
    property: "fullname",
    header: "users.column.fullName",
    valueOf: ({ fullname }) => fullname,
    room: "medium",
    isExtra: true,
  },
  { property: "email", header: "common.email", valueOf: ({ email }) => email, room: "medium" },
  {
    property: "memberSince",
    header: "users.column.memberSince",
    valueOf: ({ memberSince }) => memberSince,
    room: "wide",
    largestFirst: true,
  },
  {
    property: "lastUpdated",
    header: "users.column.lastChanged",
    valueOf: ({ lastUpdated }) => lastUpdated,
    room: "wide",
    largestFirst: true,
    isExtra: true,
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
];
