import type { UsersClient } from "@knetik-users/core";
import { type FilterTexts, readSearchQuery } from "../users/searchQuery.ts";
import { accentedForms, foldText } from "./foldText.ts";
import { type Found, type FoundUser, mergeFound } from "./mergeFound.ts";
import { understandText } from "./understandText.ts";

/** Users that a text does not find as it was typed. */
export interface SimilarUsers {
  /** `accents`: they match without accents. `beginning`: they match the beginning of the text. */
  readonly by: "accents" | "beginning";
  /** The text that found them. */
  readonly text: string;
  readonly found: ReadonlyArray<FoundUser>;
}

export interface SimilarUsersOptions {
  /** Other filters that the users must match. */
  readonly limits: FilterTexts;
  /** `false` for filters that the account may not use. */
  readonly isAllowed: (filters: FilterTexts) => boolean;
  readonly signal: AbortSignal;
}

/** Rows per search: a beginning matches many, of which only some match without accents. */
const rows = 100;
const shortest = 2;
const mostNearest = 25;

/** Part of a text before a letter that may have an accent. */
interface Beginning {
  readonly text: string;
  /** The whole text with each accent that the letter may have. */
  readonly accented: ReadonlyArray<string>;
}

/**
 * The closest first. The API compares names letter by letter, so it is asked for the part that is the same
 * with and without the accent.
 */
const beginningsOf = (text: string): ReadonlyArray<Beginning> => {
  const letters = Array.from(text);
  return letters
    .flatMap((letter, at): ReadonlyArray<Beginning> => {
      const forms = accentedForms(letter);
      if (forms.length === 0 || at < Math.min(shortest, letters.length - 1)) return [];
      const before = letters.slice(0, at).join("");
      const after = letters.slice(at + 1).join("");
      return [{ text: before.trimEnd(), accented: forms.map((form) => before + form + after) }];
    })
    .reverse();
};

/** The text with each accent that its first letter may have. */
const accentedStarts = (text: string): ReadonlyArray<string> => {
  const [first = "", ...rest] = Array.from(text);
  return accentedForms(first).map((letter) => letter + rest.join(""));
};

/** Rows do not show these fields, so their accents cannot be compared. */
const isHidden = (filters: FilterTexts): boolean => "lastName" in filters || "firstName" in filters;

/** Rows show these fields, so a beginning with an accent is worth a search. */
const isShown = (filters: FilterTexts): boolean => "search" in filters || "fullname" in filters;

const matches = (wanted: string, { user }: FoundUser): boolean =>
  [user.displayName, user.username, user.fullname, user.email].some(
    (text) => text !== undefined && foldText(text).startsWith(wanted),
  );

/**
 * Finds users that a text would find without accents; otherwise users whose names begin as the text does.
 * For a text that found nothing, or not the right user.
 */
export const similarUsers = async (
  client: Pick<UsersClient, "getUsers">,
  typed: string,
  { limits, isAllowed, signal }: SimilarUsersOptions,
): Promise<SimilarUsers | null> => {
  const { kind, text } = understandText(typed);
  if (kind !== "name" && kind !== "address") return null;
  const name = kind === "address" ? (text.split("@")[0] ?? text) : text;
  const wanted = foldText(name);

  const ask = async (
    texts: ReadonlyArray<string>,
    isAsked: (filters: FilterTexts) => boolean = () => true,
  ): Promise<ReadonlyArray<Found>> => {
    const searches = texts
      .flatMap((each) => understandText(each).searches)
      .filter((filters) => isAllowed(filters) && isAsked(filters));
    const found = await Promise.all(
      searches.map(async (filters): Promise<Found> => {
        const { search } = readSearchQuery({ ...limits, ...filters, size: String(rows) });
        const page = await client.getUsers(search, { signal });
        return { filters, users: page.content, total: page.totalElements ?? page.content.length };
      }),
    );
    return found.filter(({ users }) => users.length > 0);
  };
  const byAccents = (found: ReadonlyArray<FoundUser>): SimilarUsers => ({
    by: "accents",
    text: name,
    found,
  });

  const plain = mergeFound(
    await ask([...new Set([wanted, ...accentedStarts(wanted)])].filter((each) => each !== text)),
  );
  if (plain.length > 0) return byAccents(plain);
  let nearest: SimilarUsers | null = null;
  for (const beginning of beginningsOf(wanted)) {
    const found = [
      ...(await ask([beginning.text])),
      ...(await ask(accentedStarts(beginning.text), isShown)),
    ];
    const all = mergeFound(found);
    const hidden = new Set(
      found.filter(({ filters }) => isHidden(filters)).map(({ filters }) => fieldsOf(filters)),
    );
    const accented =
      hidden.size === 0
        ? []
        : await ask(beginning.accented, (filters) => hidden.has(fieldsOf(filters)));
    const exact = all.filter((each) => matches(wanted, each));
    if (exact.length > 0 || accented.length > 0) {
      const others = mergeFound(accented).filter(
        ({ user }) => !exact.some((each) => each.user.id === user.id),
      );
      return byAccents([...exact, ...others]);
    }
    if (all.length > 0) {
      nearest ??= { by: "beginning", text: beginning.text, found: all.slice(0, mostNearest) };
    }
  }
  return nearest;
};

const fieldsOf = (filters: FilterTexts): string => Object.keys(filters).join();
