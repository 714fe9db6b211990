import { expect, it } from "vitest";
import { csvText } from "./csvText.ts";

it("quotes everything but numbers, and protects what a spreadsheet would run", () => {
  expect(
    csvText(
      [
        ["id", "name", "note"],
        ["7", "=1+1", 'say "hi"; bye'],
        ["-5.25", "+49 170", "two\nlines"],
        ["", "@SUM(A1)", "\tx"],
      ],
      ";",
    ),
  ).toBe(
    [
      '"id";"name";"note"',
      `7;"'=1+1";"say ""hi""; bye"`,
      `-5.25;"'+49 170";"two\nlines"`,
      `;"'@SUM(A1)";"'\tx"`,
      "",
    ].join("\r\n"),
  );
});
