import { formatMoment } from "../format/dates.ts";
import { type PlainTextKey, t } from "../language/t.ts";
import { describeLastActivity } from "./lastActivity.ts";
import { type FilterName, filterNames, type FilterTexts } from "./searchQuery.ts";

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

/** A filter and its value: `Last name begins with: García`. */
export const describeFilter = (name: FilterName, text: string): string =>
  t("users.filters.chip", {
    filter: t(filterFields[name].text),
    value: name === "lastActivity" ? describeLastActivity(text, formatMoment) : text,
  });

/** Several filters, which all apply. */
export const describeFilters = (filters: FilterTexts): string =>
  filterNames
    .flatMap((name) => {
      const text = filters[name];
      return text === undefined ? [] : [describeFilter(name, text)];
    })
    .join(" · ");
