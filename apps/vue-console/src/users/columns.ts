import type { UserSummary } from "@knetik-users/core";
import { formatDay, formatMoment } from "../format/dates.ts";
import type { Sorting } from "./useUserSearch.ts";

/** A column of the table. All can be sorted by. */
export interface Column {
  readonly property: Sorting["property"];
  readonly label: string;
  readonly text: (user: UserSummary) => string;
  /** Hidden where there is little room: `narrow` first. */
  readonly room?: "wide" | "medium";
  /** The larger ones are of more interest: the first click sorts from there. */
  readonly largestFirst?: boolean;
}

/** What a user is called. */
export const nameOf = ({ displayName, username, id }: UserSummary): string =>
  displayName ?? username ?? `User ${id}`;

/** The columns beside the name, which is a link. */
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
