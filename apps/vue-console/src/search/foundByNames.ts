import type { FoundUser as NamedUser, FoundUsers } from "@knetik-users/core/admin";
import { foldText } from "./foldText.ts";
import type { FilterTexts } from "../users/searchQuery.ts";
import type { Found, FoundUser } from "./mergeFound.ts";

/** The filters that stand for the server's names, the most telling label first. */
const filterOfName = {
  display_name: "search",
  username: "username",
  last_name: "lastName",
  first_name: "firstName",
  fullname: "fullname",
  email: "email",
} as const;
type Name = keyof typeof filterOfName;
const names = Object.keys(filterOfName) as ReadonlyArray<Name>;

/** The text as one whole name and the beginning of the other, in either order. */
const divided = ({ firstName, lastName }: NamedUser, text: string): FilterTexts | undefined => {
  if (firstName === undefined || lastName === undefined) return undefined;
  const [first, last] = [foldText(firstName), foldText(lastName)];
  const words = text.split(" ");
  for (let at = 1; at < words.length; at += 1) {
    const [one, other] = [words.slice(0, at).join(" "), words.slice(at).join(" ")];
    if (foldText(one) === first && last.startsWith(foldText(other))) {
      return { firstName: one, lastName: other };
    }
    if (foldText(one) === last && first.startsWith(foldText(other))) {
      return { firstName: other, lastName: one };
    }
  }
  return undefined;
};

const matchedBy = (user: NamedUser, text: string): ReadonlyArray<FilterTexts> => {
  const { matched } = user;
  const isBoth = matched.length === 2 && matched.join() === "first_name,last_name";
  const both = isBoth ? divided(user, text) : undefined;
  if (both !== undefined) return [both];
  return names
    .filter((name) => matched.includes(name))
    .map((name) => ({ [filterOfName[name]]: text }));
};

/** The users that the server has found by any of their names, labelled by where they matched. */
export const foundByNames = ({ users }: FoundUsers, text: string): ReadonlyArray<FoundUser> =>
  users.map((user) => ({ user, matched: matchedBy(user, text) }));

/** The filters that matched. The totals are known if there are no more users than these. */
export const groupsByNames = (
  found: ReadonlyArray<FoundUser>,
  hasMore: boolean,
): ReadonlyArray<Found> => {
  const groups = new Map<string, Found>();
  for (const { user, matched } of found) {
    for (const filters of matched) {
      const key = JSON.stringify(filters);
      const users = [...(groups.get(key)?.users ?? []), user];
      groups.set(key, { filters, users, total: hasMore ? undefined : users.length });
    }
  }
  return [...groups.values()];
};
