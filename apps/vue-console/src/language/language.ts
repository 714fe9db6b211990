import { type Ref, ref, shallowRef } from "vue";
import type { Catalogue } from "./catalogues/catalogue.ts";
import { en } from "./catalogues/en.ts";
import {
  type LanguageCode,
  languageCodes,
  languages,
  localeOf,
  preferredLanguage,
} from "./languages.ts";
import { readText, writeText } from "../storage/browserStorage.ts";

const key = "language";

const readKept = (): LanguageCode | undefined => {
  const kept = readText(key);
  return languageCodes.find((code) => code === kept);
};
const browserTags = () => (typeof navigator === "undefined" ? [] : navigator.languages);

const current = ref<LanguageCode>("en");

/** The texts in use, and the locale of their numbers and dates. */
export const inUse = shallowRef<{ readonly catalogue: Catalogue; readonly locale: string }>({
  catalogue: en,
  locale: localeOf("en", browserTags()),
});

let latest = 0;

/** Loads and shows a language. The page keeps its language if it cannot be loaded. */
const show = async (code: LanguageCode) => {
  const turn = (latest += 1);
  const catalogue = await languages[code].load();
  // The user chose another one while this one was loading.
  if (turn !== latest) return;
  inUse.value = { catalogue, locale: localeOf(code, browserTags()) };
  current.value = code;
  document.documentElement.lang = code;
  document.documentElement.dir = languages[code].direction;
};

/** Shows the chosen language, or else the browser's. English if it cannot be loaded. */
export const applyLanguage = async (): Promise<void> => {
  const wanted = readKept() ?? preferredLanguage(browserTags());
  await show(wanted).catch(() => show("en"));
};

/** The language and its setter. */
export const useLanguage = (): {
  readonly language: Readonly<Ref<LanguageCode>>;
  readonly choose: (code: LanguageCode) => Promise<void>;
} => ({
  language: current,
  choose: async (code) => {
    await show(code);
    writeText(key, code);
  },
});
