import { fieldColumn, readRow, typedColumn, updateFields } from "@knetik-users/core/bulk";
import { describe, expect, it } from "vitest";
import { columnOfTarget, guessTargets } from "../import/columnTargets.ts";
import { detectForm } from "../import/fileForm.ts";
import { readTitles, sourceRows } from "../import/sourceRows.ts";
import { type ExportOptions, headOf, rowsText } from "./exportFormat.ts";

const columns = [
  ...updateFields.filter(({ name }) => name !== "additional_properties").map(fieldColumn),
  ...[
    typedColumn("level", "integer"),
    typedColumn("zero", "integer"),
    typedColumn("a=b", "text"),
  ].flatMap((column) => column ?? []),
];
/** What people put into fields, and what a spreadsheet would do with it. */
const record = {
  username: "ada",
  email: "ada@example.com",
  display_name: '=HYPERLINK("https://evil.example";"hi")',
  mobile_number: "+49 170 0012",
  postal_code: "01067",
  description: "two\nlines, 'quoted'; and \t more",
  gender: "'@x",
  city: "＝1",
  date_of_birth: -86_400,
  tags: ["vip", "a;b"],
  additional_properties: {
    level: { type: "integer", value: -3 },
    zero: { type: "integer", value: 0 },
    "a=b": { type: "text", value: "-2+3" },
  },
};

const importOf = async (name: string, text: string) => {
  const file = new File([text], name);
  const form = await detectForm(file);
  const titles = form.rows === "csv" ? await readTitles(file, form) : [];
  const reader = {
    titles,
    columns: guessTargets(titles, []).map(columnOfTarget),
    names: new Map(),
    nullValue: undefined,
    key: "username",
    makePassword: undefined,
  } as const;
  const read = [];
  for await (const row of sourceRows(file, form)) read.push(readRow(reader, row));
  return read;
};

describe.each(["csv", "ndjson"] as const)("%s", (format) => {
  it.each([",", ";", "\t"] as const)(
    "is imported as it was exported, with %j",
    async (delimiter) => {
      const options: ExportOptions = { format, columns, delimiter, isForExcel: true };
      const text = headOf(options) + rowsText(options, [record]);
      expect(await importOf(`users.${format}`, text)).toMatchObject([{ record }]);
    },
  );
});

it("begins no cell with what a spreadsheet would run", () => {
  const options: ExportOptions = { format: "csv", columns, delimiter: ",", isForExcel: false };
  const text = rowsText(options, [record]);
  expect(text).not.toMatch(/(^|,)"?[=+@\t\r＝]/);
  expect(text).toContain(",-3,");
});
