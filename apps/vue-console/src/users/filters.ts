import type { PlainTextKey } from "../language/t.ts";
import type { FilterName } from "./searchQuery.ts";

export interface FilterField {
  readonly text: PlainTextKey;
  readonly hint?: PlainTextKey;
  readonly autocomplete?: "off";
}

/** Labels of the filters; omitting one is a compile error. */
export const filterFields: { readonly [Name in FilterName]: FilterField } = {
  search: { text: "users.filter.search" },
  displayName: { text: "users.filter.displayName" },
  username: { text: "users.filter.username" },
  email: { text: "users.filter.email" },
  firstName: { text: "users.filter.firstName" },
  lastName: { text: "users.filter.lastName" },
  fullname: { text: "users.filter.fullname" },
  tag: { text: "users.filter.tag" },
  group: { text: "users.filter.group", hint: "users.filter.group.hint" },
  role: { text: "users.filter.role", hint: "users.filter.role.hint" },
  ids: { text: "users.filter.ids", hint: "users.filter.ids.hint" },
  lastActivity: { text: "users.column.lastActive" },
};
