import { expect, it } from "vitest";
import { columnOfTarget, guessTargets, mappingProblem } from "./columnTargets.ts";

it("guesses fields in any spelling, labels, and properties of templates", () => {
  const template = {
    id: "player",
    name: "Player",
    properties: [{ type: "integer", name: "Level", required: false }],
  } as const;
  expect(
    guessTargets(
      [
        "userName",
        "E-mail",
        "First name",
        "level",
        "additional_properties.vip:boolean",
        "import_error",
        "member_since",
        "?",
      ],
      [template],
    ),
  ).toEqual([
    "username",
    "email",
    "first_name",
    "additional_properties.Level:integer",
    "additional_properties.vip:boolean",
    "",
    "",
    "",
  ]);
});

it("imports an export of all its columns", () => {
  const column = columnOfTarget("additional_properties.a.b:c:long");
  expect(column).toMatchObject({ property: "a.b:c" });
  expect(column?.parse("12")).toEqual({ ok: true, value: { type: "long", value: 12 } });
  expect(columnOfTarget("additional_properties.a:nothing")).toBeUndefined();
});

it("needs each target once, and the column by which users are found", () => {
  expect(mappingProblem(["email", "", "", "email"], "email")).toEqual({
    kind: "twice",
    target: "email",
  });
  expect(mappingProblem(["email"], "username")).toEqual({ kind: "no-key", key: "username" });
  expect(mappingProblem(["username"], "id")).toBeUndefined();
});
