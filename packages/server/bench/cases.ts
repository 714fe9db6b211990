/** Searches by query string; the names say what each one tests. */
export interface Case {
  readonly name: string;
  readonly query: string;
}

const filters: Record<string, string> = {
  search: "filter_search=s",
  "search, rare": "filter_search=zoe pa",
  displayname: "filter_displayname=s",
  username: "filter_username=s",
  email: "filter_email=s",
  fullname: "filter_fullname=s",
  firstname: "filter_firstname=s",
  lastname: "filter_lastname=m",
  "tag, of half": "filter_tag=newsletter",
  "tag, of a fifth": "filter_tag=vip",
  "tag, of 1 %": "filter_tag=moderator",
  "tag, of ten": "filter_tag=rare",
  "group, of 40 %": "filter_group=everyone",
  "group, of 0.1 %": "filter_group=support",
  "role, of 2 %": "filter_role=TEMPLATE_ADMIN",
  "role, of fifty": "filter_role=USERS_ADMIN",
  "last activity after": "filter_last_activity=GT,1760000000",
  "last activity before": "filter_last_activity=LT,1735000000",
  "id list of 1,000": `filter_id_list=${Array.from({ length: 1_000 }, (_, index) => index * 997 + 1).join()}`,
  none: "",
};

const properties = [
  ...["id", "username", "email", "display_name", "fullname", "member_since"],
  ...["last_updated", "last_activity"],
];

/** Every filter alone, and every order alone. */
export const single: ReadonlyArray<Case> = [
  ...Object.entries(filters).map(([name, query]) => ({ name: `filter: ${name}`, query })),
  ...properties.flatMap((property) =>
    ["ASC", "DESC"].map((direction) => ({
      name: `order: ${property} ${direction}`,
      query: `order=${property}:${direction}`,
    })),
  ),
];

/** Two filters that many users match. */
const broad: Record<string, string> = {
  "a tag of half and activity": "filter_tag=newsletter&filter_last_activity=GT,1735000000",
  "a tag of half and a group of 40 %": "filter_tag=newsletter&filter_group=everyone",
  "a tag of a fifth and a name": "filter_tag=vip&filter_search=s",
};

/** Each filter, and two broad ones, combined with each order. */
export const pairs: ReadonlyArray<Case> = Object.entries({ ...filters, ...broad }).flatMap(
  ([name, query]) =>
    properties.flatMap((property) =>
      ["ASC", "DESC"].map((direction) => ({
        name: `${name} × ${property} ${direction}`,
        query: `${query}&order=${property}:${direction}`,
      })),
    ),
);

/** Combinations that query planners get wrong. */
export const nasty: ReadonlyArray<Case> = [
  { name: "a tag of those who come last by name", query: "filter_tag=late&order=display_name:ASC" },
  { name: "the same by e-mail", query: "filter_tag=late&order=email:ASC" },
  { name: "first name, by full name", query: "filter_firstname=x&order=fullname:ASC" },
  {
    name: "first name, by display name, backwards",
    query: "filter_firstname=a&order=display_name:DESC",
  },
  {
    name: "half of all, who come last",
    query: "filter_last_activity=GT,1760000000&order=last_updated:ASC",
  },
  {
    name: "most of all, who come last backwards",
    query: "filter_last_activity=LT,1765000000&order=last_updated:DESC",
  },
  {
    name: "half of all, who come last, page 380",
    query: "filter_last_activity=GT,1760000000&order=last_updated:ASC&page=380",
  },
  { name: "a tag and a name", query: "filter_tag=vip&filter_lastname=m&order=display_name:ASC" },
  {
    name: "three filters",
    query:
      "filter_tag=beta&filter_group=europe&filter_last_activity=GT,1760000000&order=last_activity:DESC",
  },
  {
    name: "two that exclude each other",
    query: "filter_tag=late&filter_search=a&order=display_name:ASC",
  },
  { name: "two orders", query: "order=fullname:DESC,last_activity:ASC" },
  { name: "two orders and a tag", query: "filter_tag=vip&order=last_activity:DESC,fullname:ASC" },
  { name: "page 400 by display name", query: "order=display_name:ASC&page=400" },
  {
    name: "page 400 of a tag by display name",
    query: "filter_tag=vip&order=display_name:ASC&page=400",
  },
  {
    name: "page 400 of a rare tag by display name",
    query: "filter_tag=moderator&order=display_name:ASC&page=390",
  },
  { name: "page 39,999 by id", query: "page=39999" },
  { name: "page 900 of 1,000 rows by id, backwards", query: "order=id:DESC&size=1000&page=900" },
];
