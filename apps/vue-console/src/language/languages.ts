import type { Catalogue } from "./catalogues/catalogue.ts";
import { en } from "./catalogues/en.ts";

interface Language {
  /** In its own language. */
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  /** English is part of the first page, the others are loaded when they are chosen. */
  readonly load: () => Catalogue | Promise<Catalogue>;
}

/** The languages of the console. */
export const languages = {
  en: { name: "English", direction: "ltr", load: () => en },
  de: {
    name: "Deutsch",
    direction: "ltr",
    load: async () => (await import("./catalogues/de.ts")).de,
  },
} as const satisfies { readonly [code: string]: Language };

export type LanguageCode = keyof typeof languages;

export const languageCodes = Object.keys(languages) as ReadonlyArray<LanguageCode>;

/** The language of a tag such as `de-AT`, if the console has it. */
const languageOf = (tag: string): LanguageCode | undefined =>
  languageCodes.find((code) => code === tag.toLowerCase().split("-")[0]);

/** The first of the preferred languages that the console has, or English. */
export const preferredLanguage = (tags: ReadonlyArray<string>): LanguageCode =>
  tags.flatMap((tag) => languageOf(tag) ?? [])[0] ?? "en";

/** Some browsers pass on the name of a system locale, such as `en-US@posix`, which `Intl` rejects. */
const isLocale = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

/** The region for dates and numbers: `en-GB` if the browser prefers that English, else `en`. */
export const localeOf = (code: LanguageCode, tags: ReadonlyArray<string>): string =>
  tags.find((tag) => languageOf(tag) === code && isLocale(tag)) ?? code;
