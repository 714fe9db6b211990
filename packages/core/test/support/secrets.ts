import { inspect } from "node:util";

/**
 * Secrets that each contain a marker, and characters that JSON, forms and URLs encode differently.
 * The marker has an underscore and both cases, so that a change of case style is noticed.
 */
export const plant = <const Names extends ReadonlyArray<string>>(
  names: Names,
  shape: (mark: string) => string,
): { readonly [Name in Names[number]]: string } =>
  Object.fromEntries(names.map((name) => [name, shape(`Zq_w${name.toLowerCase()}_k9`)])) as {
    [Name in Names[number]]: string;
  };

/** The recognizable part of a marker in any case, encoding or escape. */
const letters = (text: string): string => text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();

/** A whole marker, or the beginning of a truncated one. */
const marks = /zqw(?:[a-z]{3,20}?k9)?/g;

/** A cheap check first: long texts rarely contain one. */
const mayHoldOne = /z[^a-z0-9]*q[^a-z0-9]*w/i;

/** The markers in a text, in any encoding. */
export const marksIn = (text: string): ReadonlyArray<string> =>
  mayHoldOne.test(text) ? [...new Set(letters(text).match(marks) ?? [])] : [];

const tried = (make: () => unknown): string => {
  try {
    return String(make());
  } catch (error) {
    return `<${String(error)}>`;
  }
};

const deeply = (value: unknown): string =>
  inspect(value, {
    depth: Infinity,
    showHidden: true,
    getters: true,
    maxArrayLength: null,
    maxStringLength: null,
    // Breaking lines takes longer than the rest.
    compact: false,
    breakLength: Infinity,
  });

/**
 * Everything that could be printed of a value: all properties, including hidden ones and causes.
 */
export const everythingOf = (value: unknown): string => {
  const parts = [
    tried(() => String(value)),
    tried(() => JSON.stringify(value)),
    tried(() => deeply(value)),
  ];
  const seen = new Set<unknown>();
  const visit = (part: unknown) => {
    if (typeof part === "string") parts.push(part);
    if (typeof part !== "object" || part === null || seen.has(part)) return;
    seen.add(part);
    if (part instanceof Error) {
      parts.push(
        tried(() => String(part)),
        tried(() => JSON.stringify(part)),
        tried(() => JSON.stringify(Object.entries(part))),
        part.stack ?? "",
      );
    }
    if (part instanceof Map || part instanceof Set) for (const entry of part) visit(entry);
    for (const key of Reflect.ownKeys(part)) {
      visit(String(key));
      visit(Reflect.get(part, key));
    }
  };
  visit(value);
  return parts.join("\n");
};

/** A place where text is visible, and the text. */
export interface Sighting {
  readonly where: string;
  readonly value: unknown;
}

/** The places that reveal a secret. */
export const leaksIn = (sightings: ReadonlyArray<Sighting>): ReadonlyArray<string> =>
  sightings.flatMap(({ where, value }) =>
    marksIn(everythingOf(value)).map(
      (mark) => `${mark} in ${where}: ${tried(() => inspect(value))}`,
    ),
  );
