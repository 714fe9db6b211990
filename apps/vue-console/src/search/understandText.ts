import { type FilterName, type FilterTexts, isFilterText } from "../users/searchQuery.ts";

/** What a text was taken for. */
export type TextKind = "nothing" | "id" | "ids" | "address" | "name";

/** The searches that a text stands for: each is sent on its own, and their results are merged. */
export interface UnderstoodText {
  readonly kind: TextKind;
  /** The text that is searched for. */
  readonly text: string;
  /** The most specific first. */
  readonly searches: ReadonlyArray<FilterTexts>;
  /** The text as a name of any kind, if it may be one: a list of names has the last name first. */
  readonly name?: string | undefined;
}

const nothing: UnderstoodText = { kind: "nothing", text: "", searches: [] };

/** Searches by name, for one text that may stand in any field. */
const anyName = (text: string): ReadonlyArray<FilterTexts> => [
  { search: text },
  { username: text },
  { lastName: text },
  { firstName: text },
  { fullname: text },
];

/** First and last name in both orders; a name of three words may be divided in two places. */
const bothNames = (words: ReadonlyArray<string>): ReadonlyArray<FilterTexts> => {
  const divided = words.slice(1, 3).map((_, index) => ({
    firstName: words.slice(0, index + 1).join(" "),
    lastName: words.slice(index + 1).join(" "),
  }));
  const reversed = divided.map(({ firstName, lastName }) => ({
    firstName: lastName,
    lastName: firstName,
  }));
  return [...divided, ...reversed];
};

const namesOf = (text: string): ReadonlyArray<FilterTexts> => {
  // As in lists of names: "García, Zoe".
  const [last = "", first = ""] = text.split(/\s*,\s*/, 2);
  if (text.includes(",") && last !== "" && first !== "") {
    return [{ firstName: first, lastName: last }, ...anyName(`${first} ${last}`)];
  }
  const words = text.split(" ");
  return words.length === 1
    ? [...anyName(text), { email: text }]
    : [...anyName(text), ...bothNames(words)];
};

/** The address in `mailto:zoe@example.org` or `Zoe <zoe@example.org>`. */
const addressIn = (text: string): string | undefined => {
  const address = /<([^<>\s]+@[^<>\s]*)>$/.exec(text)?.[1] ?? text.replace(/^mailto:/i, "");
  return /^[^@\s]+@\S*$/.test(address) ? address : undefined;
};

const searchesOf = (text: string): Omit<UnderstoodText, "text"> => {
  const address = addressIn(text);
  if (address !== undefined) {
    // A user name may be an address, too.
    return { kind: "address", searches: [{ email: address }, { username: address }] };
  }
  const id = /^#?\s?(\d+)$/.exec(text)?.[1];
  if (id !== undefined) {
    return { kind: "id", searches: [{ ids: id }, { username: id }, { search: id }] };
  }
  if (/^\d+(?:[\s,;]+\d+)+[,;]?$/.test(text)) {
    return {
      kind: "ids",
      searches: [
        {
          ids: text
            .split(/[\s,;]+/)
            .filter(Boolean)
            .join(","),
        },
      ],
    };
  }
  return { kind: "name", searches: namesOf(text) };
};

const isValid = (filters: FilterTexts) =>
  Object.entries(filters).every(([name, text]) => isFilterText(name as FilterName, text));

const nameIn = (kind: TextKind, text: string): string | undefined => {
  switch (kind) {
    case "nothing":
    case "ids":
      return undefined;
    case "id":
      return text.replace(/^#\s?/, "");
    case "address":
      return addressIn(text);
    case "name": {
      const [last = "", first = ""] = text.split(/\s*,\s*/, 2);
      return first === "" ? last : `${first} ${last}`;
    }
  }
};

/** Decides what an operator may mean by a text. */
export const understandText = (typed: string): UnderstoodText => {
  // Spaces of all kinds come along when text is copied, and so do invisible characters.
  const text = typed
    .normalize("NFC")
    .replace(/[\p{Cf}\p{Cc}]/gu, (character) => (/\s/.test(character) ? " " : ""))
    .replace(/\s+/g, " ")
    .trim();
  if (text === "") return nothing;
  const { kind, searches } = searchesOf(text);
  const valid = searches.filter(isValid);
  return { kind, text, searches: valid, ...(valid.length > 0 && { name: nameIn(kind, text) }) };
};
