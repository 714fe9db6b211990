import type { UserFilter } from "./userSearch.ts";

/** The query parameter of each filter. */
export const userFilterParameters: { readonly [Filter in keyof UserFilter]-?: string } = {
  displayName: "filter_displayname",
  email: "filter_email",
  firstName: "filter_firstname",
  fullname: "filter_fullname",
  lastName: "filter_lastname",
  username: "filter_username",
  tag: "filter_tag",
  group: "filter_group",
  role: "filter_role",
  lastActivity: "filter_last_activity",
  ids: "filter_id_list",
  search: "filter_search",
};
