import { expect, it } from "vitest";
import { detectForm } from "./fileForm.ts";
import { readTitles, sourceRows } from "./sourceRows.ts";

const bytes = (text: string, encoding: "latin1" | "utf16le" | "utf8") =>
  new Uint8Array(Buffer.from(text, encoding));
const rowsOf = async (file: File) => {
  const form = await detectForm(file);
  const rows = [];
  for await (const row of sourceRows(file, form)) rows.push(row);
  return { form, titles: form.rows === "csv" ? await readTitles(file, form) : [], rows };
};

it.each([
  ["UTF-8", "username;name\nada;Zoë\n", "utf8", "utf-8"],
  ["UTF-8 with a mark", "\uFEFFusername;name\nada;Zoë\n", "utf8", "utf-8"],
  ["UTF-16 of Excel", "\uFEFFusername;name\nada;Zoë\n", "utf16le", "utf-16le"],
  ["Windows", "username;name\nada;Zoë\n", "latin1", "windows-1252"],
  ["a line for Excel", "sep=;\r\nusername;name\r\nada;Zoë\r\n", "utf8", "utf-8"],
] as const)("reads %s", async (_, text, encoding, found) => {
  const { form, titles, rows } = await rowsOf(new File([bytes(text, encoding)], "users.csv"));
  expect(form).toEqual({ rows: "csv", encoding: found, delimiter: ";" });
  expect(titles).toEqual(["username", "name"]);
  expect(rows).toMatchObject([{ index: 0, cells: ["ada", "Zoë"] }]);
});

it("counts lines, also of cells with line breaks, and skips empty rows, also before the header", async () => {
  const text = '\n,,\nusername,note,x\nada,"two\nlines",1\n\n,,\nbob,,0\n';
  const { titles, rows } = await rowsOf(new File([text], "users.csv"));
  expect(titles).toEqual(["username", "note", "x"]);
  expect(rows).toEqual([
    { index: 0, line: 4, cells: ["ada", "two\nlines", "1"] },
    { index: 1, line: 8, cells: ["bob", "", "0"] },
  ]);
});

it("names the line of a quote that is never closed", async () => {
  const file = new File(['a,b\n1,2\n3,"4\n'], "users.csv");
  await expect(rowsOf(file)).rejects.toMatchObject({ name: "InvalidCsv" });
});

it("reads one JSON object per line, and large numbers exactly", async () => {
  const file = new File(['{"username":"ada","n":12345678901234567890}\n\nno\n'], "users.ndjson");
  const { form, rows } = await rowsOf(file);
  expect(form.rows).toBe("ndjson");
  expect(rows).toEqual([
    { index: 0, line: 1, json: { username: "ada", n: 12345678901234567890n } },
    { index: 1, line: 3, json: undefined },
  ]);
});
