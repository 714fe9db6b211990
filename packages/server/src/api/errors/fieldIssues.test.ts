import { describe, expect, it } from "vitest";
import { fieldAt, issue, shownIssues } from "./fieldIssues.ts";

const many = (count: number, text = "x") =>
  Array.from({ length: count }, (_, index) => issue(`${text}${index}`, text));

describe("issues", () => {
  it("are listed up to a hundred and then counted", () => {
    expect(shownIssues(many(100))).toEqual(many(100));
    expect(shownIssues(many(101))).toEqual(many(101));
    const shown = shownIssues(many(250_000));
    expect(shown).toHaveLength(101);
    expect(shown.at(-1)).toEqual(issue("", "And at least 249900 more."));
  });

  it.each(["x", "\u0001", "🦊", "\u00e9"])("stay short with any content: %j", (letter) => {
    const shown = shownIssues(many(1_000, letter.repeat(10_000)));
    expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThan(40_000);
    expect(JSON.stringify(shown)).not.toMatch(/\\ud[89a-f]/);
    expect(shown.at(-1)?.message).toMatch(/^And at least \d+ more\.$/);
  });

  it("shortens a path of long names", () => {
    expect(fieldAt(["a", "b".repeat(1_000_000)]).length).toBeLessThan(200);
  });
});
