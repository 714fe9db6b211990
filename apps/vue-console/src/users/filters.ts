import type { FilterName } from "./searchQuery.ts";

interface FilterField {
  readonly label: string;
  readonly hint?: string;
  readonly autocomplete?: "off";
}

/** Labels of the filters; omitting one is a compile error. */
export const filterFields: { readonly [Name in FilterName]: FilterField } = {
  search: { label: "Name or user name begins with" },
  displayName: { label: "Display name begins with" },
  username: { label: "User name begins with" },
  email: { label: "E-mail begins with" },
  firstName: { label: "First name begins with" },
  lastName: { label: "Last name begins with" },
  fullname: { label: "Full name begins with" },
  tag: { label: "Tag" },
  group: { label: "Group", hint: "Unique name" },
  role: { label: "Role", hint: "Such as USERS_ADMIN" },
  ids: { label: "Ids", hint: "Separated by commas: 1,7,42" },
  lastActivity: { label: "Last active" },
};
