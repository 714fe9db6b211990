import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeRedactor } from "./redactor.ts";

const spellings: { readonly [name: string]: (secret: string) => string } = {
  raw: (secret) => secret,
  JSON: (secret) => JSON.stringify(secret).slice(1, -1),
  "a form": (secret) => new URLSearchParams({ s: secret }).toString().slice("s=".length),
  "a URL": (secret) => encodeURIComponent(secret.replace(/\p{Surrogate}/gu, "\ufffd")),
};

/**
 * Any text, including lone surrogates and quotes. Characters with several encodings are frequent.
 */
const text = (minLength: number) =>
  fc.string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from("abc\"\\/ +%&=<>'\n\u0000äß€\u{1f511}\ud800\udc00~!*().")),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    ),
    minLength,
    maxLength: 24,
  });

const placeholder = "<redacted>";
/** Excludes secrets that the placeholder itself contains. */
const isTelling = (secret: string) =>
  Object.values(spellings).every((spell) => !placeholder.includes(spell(secret)));
const secret = text(3).filter((value) => value.length >= 3 && isTelling(value));

describe("makeRedactor", () => {
  it.each(Object.entries(spellings))("leaves no secret, written as in %s", (_, spell) => {
    fc.assert(
      fc.property(secret, text(0), text(0), (one, before, after) => {
        const said = `${before}${spell(one)}${after}`;
        const rest = makeRedactor([one])(said);
        // A secret such as "aba" can also be formed by the placeholder and the text beside it.
        expect(rest).toContain(placeholder);
        for (const part of rest.split(placeholder)) {
          for (const again of Object.values(spellings)) expect(part).not.toContain(again(one));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("leaves none of several secrets, however they contain each other", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(secret, { minLength: 2, maxLength: 5 }),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...Object.values(spellings))), {
          minLength: 1,
          maxLength: 6,
        }),
        (secrets, said) => {
          const whole = [...secrets, secrets.join("")];
          const sentence = said
            .map(([index, spell]) => spell(whole[index % whole.length] ?? ""))
            .join(" | ");
          const rest = makeRedactor(whole)(sentence);
          for (const one of secrets) {
            for (const part of rest.split(placeholder)) expect(part).not.toContain(one);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("removes all of a secret that starts with another one", () => {
    for (const secrets of [
      ["hunter", "hunter2"],
      ["hunter2", "hunter"],
    ]) {
      expect(makeRedactor(secrets)("It was hunter2.")).toBe("It was <redacted>.");
    }
  });

  it("removes every occurrence", () => {
    expect(makeRedactor(["abc"])("abc, abcabc")).toBe("<redacted>, <redacted><redacted>");
  });

  it("leaves everything else as it is", () => {
    fc.assert(
      fc.property(text(0), (said) => {
        expect(makeRedactor(["no such secret"])(said)).toBe(said);
        expect(makeRedactor([])(said)).toBe(said);
        expect(makeRedactor([""])(said)).toBe(said);
      }),
    );
  });

  it("does not redact text too short to be a secret", () => {
    expect(makeRedactor(["a", "an"])("an answer")).toBe("an answer");
    expect(makeRedactor(["ans"])("an answer")).toBe("an <redacted>wer");
  });

  it("treats a secret and its replacement as text, not as patterns", () => {
    expect(makeRedactor([".*$&"])("abc .*$& abc")).toBe("abc <redacted> abc");
  });
});
