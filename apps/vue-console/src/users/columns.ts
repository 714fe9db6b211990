import type { UserSummary } from "@knetik-users/core";
import { formatDay, formatMoment } from "../format/dates.ts";
import type { Sorting } from "./useUserSearch.ts";

/** A sortable column of the table. */
export interface Column {
  readonly property: Sorting["property"];
  readonly label: string;
  readonly text: (user: UserSummary) => string;
  /** Hidden on small screens; `narrow` first. */
  readonly room?: "wide" | "medium";
  /** The first click sorts descending. */
  readonly largestFirst?: boolean;
}

/** The display name of a user. */
export const nameOf = ({ displayName, username, id }: UserSummary): string =>
  displayName ?? username ?? `User ${id}`;

/** The columns besides the name. */
export const columns: ReadonlyArray<Column> = [
  {
    property: "username",
    label: "User name",
    text: ({ username }) => username ?? "–",
    room: "medium",
  },
  { property: "email", label: "E-mail", text: ({ email }) => email ?? "–", room: "medium" },
  {
    property: "memberSince",
    label: "Member since",
    text: ({ memberSince }) => formatDay(memberSince),
    room: "wide",
    largestFirst: true,
  },
  {
    property: "lastActivity",
    label: "Last active",
    text: ({ lastActivity }) => formatMoment(lastActivity),
    room: "wide",
    largestFirst: true,
  },
  { property: "id", label: "Id", text: ({ id }) => String(id), room: "medium" },
];

export const sortOptions: ReadonlyArray<{
  readonly property: Sorting["property"];
  readonly label: string;
}> = [
  { property: "displayName", label: "Name" },
  ...columns.map(({ property, label }) => ({ property, label })),
  { property: "fullname", label: "Full name" },
  { property: "lastUpdated", label: "Last changed" },
];
