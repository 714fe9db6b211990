import { describe, expect, it } from "vitest";
import { confusableSkeletons, storedSkeleton } from "./confusables.ts";
import { isDisplayName, printable, printableJson, printableText } from "./displayText.ts";
import { isUsername, normalUsername, usernameKey } from "./username.ts";

const isAccepted = (name: string) => isUsername(normalUsername(name));

describe("a user name", () => {
  it.each([
    "jdoe",
    "J.Doe-99_x",
    "jdoe@example.org",
    "Jane Doe",
    "straße",
    "Ελένη",
    "Жук",
    "אברהם",
    "محمد",
    "محمد99",
    "名前",
    "ユーザー・名",
    "col·lega",
    "हिन्दी",
    "한국어",
    "jose\u0301",
    "ｊｄｏｅ",
  ])("may be %j", (name) => {
    expect(isAccepted(name)).toBe(true);
  });

  it.each([
    ["empty", ""],
    ["a space", " "],
    ["a space at the start", " jdoe"],
    ["a space at the end", "jdoe "],
    ["two spaces", "j  doe"],
    ["another space", "j\u00a0doe"],
    ["a newline", "j\ndoe"],
    ["a tab", "j\tdoe"],
    ["a bell", "j\u0007doe"],
    ["an escape", "j\u001b[31mdoe"],
    ["a delete", "j\u007fdoe"],
    ["a C1 control", "j\u009bdoe"],
    ["a zero-width space", "j\u200bdoe"],
    ["a zero-width joiner", "j\u200ddoe"],
    ["a zero-width non-joiner", "j\u200cdoe"],
    ["zero-width characters only", "\u200b\u200d\u2060"],
    ["a soft hyphen", "j\u00addoe"],
    ["a bidi override", "j\u202edoe"],
    ["a bidi isolate", "j\u2066doe"],
    ["a right-to-left mark", "jdoe\u200f"],
    ["a variation selector", "jdoe\ufe0f"],
    ["a supplementary variation selector", "jdoe\u{e0100}"],
    ["a tag", "jdoe\u{e0061}"],
    ["a Hangul filler", "jdoe\u3164"],
    ["a half-width Hangul filler", "jdoe\uffa0"],
    ["a byte order mark", "\ufeffjdoe"],
    ["a Khmer inherent vowel", "jdoe\u17b4"],
    ["a ligature", "ﬁona"],
    ["a mathematical letter", "𝐣doe"],
    ["a circled digit", "jdoe①"],
    ["a superscript", "x²"],
    ["an emoji", "jdoe😀"],
    ["a symbol", "jdoe™"],
    ["a private-use character", "jdoe\ue000"],
    ["an unassigned character", "jdoe\u0378"],
    ["a noncharacter", "jdoe\ufdd0"],
    ["letters of both directions", "jdoeאב"],
    ["letters of both directions, the other first", "אבjdoe"],
    ["a digit before a letter from right to left", "1אב"],
    ["a middle dot without l", "a·b"],
    ["a Katakana dot without Katakana", "a・b"],
    ["digits of two kinds", "م٣۳"],
  ])("may not contain %s", (_, name) => {
    expect(isAccepted(name)).toBe(false);
  });

  it("has one form and one key in every width and case", () => {
    expect(normalUsername("ＪＤＯＥ")).toBe("JDOE");
    expect(usernameKey("ＪＤＯＥ")).toBe(usernameKey("jdoe"));
    expect(usernameKey("jose\u0301")).toBe(usernameKey("JOSÉ"));
    expect(usernameKey("x@BÜCHER.example")).toBe("x@xn--bcher-kva.example");
  });
});

describe("names that look the same", () => {
  const imitates = (one: string, other: string) =>
    confusableSkeletons(one).includes(storedSkeleton(other));

  it.each([
    ["pаypal", "paypal"],
    ["раураӏ", "paypai"],
    ["аdmin", "Admin"],
    ["αdmin", "admin"],
    ["jdоe", "jdoe"],
    ["ѕсоре", "scope"],
    ["օwner", "owner"],
    ["ｊdоe", "jdoe"],
    ["аdmin", "αdmin"],
    ["\u0422om", "tom"],
    ["\u041d\u0415NR\u0423", "Henry"],
    ["\u0422\u041e\u041c", "\u03a4\u039f\u039c"],
    ["\u039do\u03bdak", "novak"],
    ["\u0406NGR\u0406D", "ingrid"],
    ["\u041cax", "MAX"],
  ])("are %s and %s, whichever is first", (one, other) => {
    expect([imitates(one, other), imitates(other, one)]).toEqual([true, true]);
  });

  it.each([
    ["user1", "userl"],
    ["modern", "modem"],
    ["o0", "oo"],
    ["straße", "strasse2"],
    ["Жук", "Жуки"],
    ["é", "e"],
    ["\u0442om", "tom"],
    ["paypa\u0421", "paypal"],
  ])("are not %s and %s", (one, other) => {
    expect([imitates(one, other), imitates(other, one)]).toEqual([false, false]);
  });
});

describe("a display name", () => {
  it.each(["Jane", "Jane Doe", "José 😀", "👩\u200d💻 Ada", "❤\ufe0f", "محمد", ""])(
    "may be %j",
    (text) => {
      expect(isDisplayName(text)).toBe(true);
    },
  );
  it.each([
    "a\nb",
    "a\u0007",
    "\u001b[2J",
    "a\u202eb",
    "a\u2066b",
    "a\u2028b",
    "\u200b",
    " \u200d ",
    "a\u{e0061}",
  ])("may not be %j", (text) => {
    expect(isDisplayName(text)).toBe(false);
  });
  it("from before these rules is shown without control characters", () => {
    expect(printable("a\u001b[31m\n\u202eb")).toBe("a\ufffd[31m\ufffd\ufffdb");
    const value = { name: "a\u001b\n\u202e\u009b" };
    expect(printableJson(value)).toBe('{"name":"a\\u001b\\n\\u202e\\u009b"}');
    expect(JSON.parse(printableText(JSON.stringify(value, null, 2)))).toEqual(value);
    expect(printableJson({ long: 9007199254740993n })).toBe('{"long":9007199254740993}');
  });
});

it("has one skeleton within ASCII in every case", () => {
  for (let code = 0x20; code < 0x7f; code++) {
    const character = String.fromCharCode(code);
    const skeleton = storedSkeleton(`a${character}`);
    expect(storedSkeleton(`a${character.toUpperCase()}`)).toBe(skeleton);
    expect(storedSkeleton(`a${character.toLowerCase()}`)).toBe(skeleton);
    // A statement of the migration replaces one character after the other.
    expect(storedSkeleton(skeleton).replace("\u0001", "")).toBe(skeleton);
  }
});
