import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { en } from "./catalogues/en.ts";
import { languageCodes, languages } from "./languages.ts";

const keys = Object.keys(en) as ReadonlyArray<keyof typeof en>;

/** Names and formats of all arguments and tags of a message, also inside of plural forms. */
const argumentsOf = (text: string, language: string): ReadonlyArray<string> => {
  const found = new Set<string>();
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(walk);
    else if (typeof part === "object" && part !== null) {
      // Types 0 and 7 are literal text and `#`.
      const { type, value, children, options } = part as Record<string, unknown>;
      if (type !== 0 && type !== 7 && typeof value === "string")
        found.add(`${value} ${String(type)}`);
      walk(children);
      walk(Object.values(options ?? {}).map((option) => (option as { value: unknown }).value));
    }
  };
  walk(new IntlMessageFormat(text, language).getAst());
  return [...found].sort();
};

/** The sources that show texts. */
const readSources = async () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  let sources = "";
  for await (const file of glob("**/*.{ts,vue}", { cwd: root })) {
    if (/\.test(-d)?\.ts$|language\/catalogues\//.test(file)) continue;
    sources += await readFile(root + file, "utf8");
  }
  return sources;
};

it("has no text that nothing shows", async () => {
  const sources = await readSources();
  expect(
    keys.filter((key) => !sources.includes(`"${key}"`) && !sources.includes(`'${key}'`)),
  ).toEqual([]);
});

describe.each(languageCodes)("%s", (code) => {
  it("has the arguments of the English texts", async () => {
    const catalogue = await languages[code].load();
    for (const key of keys) {
      expect([key, argumentsOf(catalogue[key], code)]).toEqual([key, argumentsOf(en[key], "en")]);
    }
  });

  it("has a form for each plural of the language", async () => {
    const catalogue = await languages[code].load();
    const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions();
    const plurals = keys.filter((key) => catalogue[key].includes(", plural,"));
    expect(plurals.length).toBeGreaterThan(0);
    for (const key of plurals) {
      for (const category of pluralCategories) expect(catalogue[key]).toContain(`${category} {`);
    }
  });
});
