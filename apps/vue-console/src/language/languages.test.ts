import { expect, it } from "vitest";
import { localeOf, preferredLanguage } from "./languages.ts";

it.each([
  [["de-AT", "en"], "de"],
  [["fr-FR", "de"], "de"],
  [["EN-us"], "en"],
  [["fr", "it"], "en"],
  [[], "en"],
  [["den"], "en"],
] as const)("chooses for a browser that prefers %j: %s", (tags, language) => {
  expect(preferredLanguage(tags)).toBe(language);
});

it("formats as in the browser's region", () => {
  expect(localeOf("en", ["de-AT", "en-GB", "en"])).toBe("en-GB");
  expect(localeOf("de", ["en-GB"])).toBe("de");
  expect(localeOf("en", ["en-US@posix"])).toBe("en");
});
