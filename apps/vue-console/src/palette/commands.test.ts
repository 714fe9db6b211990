import { expect, it } from "vitest";
import { matchingCommands } from "./commands.ts";

const commands = [
  { label: "New template" },
  { label: "Spieler über 18", words: "Vorlage" },
  { label: "Import users", words: "CSV" },
];
const found = (text: string) => matchingCommands(commands, text).map(({ label }) => label);

it("finds commands by the beginnings of words, in any order, without case and accents", () => {
  expect(found("temp new")).toEqual(["New template"]);
  expect(found("UBER")).toEqual(["Spieler über 18"]);
  expect(found("vorl")).toEqual(["Spieler über 18"]);
  expect(found("csv")).toEqual(["Import users"]);
  expect(found("late")).toEqual([]);
  expect(found(" ")).toHaveLength(3);
});
