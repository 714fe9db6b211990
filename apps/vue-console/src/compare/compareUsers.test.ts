import { expect, it } from "vitest";
import { compareUsers } from "./compareUsers.ts";

const user = { id: 1, username: "ada", email: "ada@example.org", tags: ["vip", "beta"] };
const differences = (...[left, right]: Parameters<typeof compareUsers>) =>
  compareUsers(left, right)
    .filter(({ isDifferent }) => isDifferent)
    .map(({ key }) => key);

it("finds no difference between a user and itself", () => {
  expect(compareUsers(user, user).map(({ key }) => key)).toEqual(["username", "email", "tags"]);
  expect(differences(user, { ...user, tags: ["beta", "vip"] })).toEqual([]);
});

it("compares fields, tags and properties", () => {
  expect(
    differences(
      { ...user, city: "Paris", additionalProperties: { level: { type: "integer", value: 1 } } },
      {
        ...user,
        email: "bo@example.org",
        tags: ["vip"],
        additionalProperties: { level: { type: "long", value: 1n } },
      },
    ),
  ).toEqual(["email", "city", "tags", "properties.level"]);
});

it("ignores the order of a map, and sees what only one has", () => {
  const a = { type: "integer", value: 1 } as const;
  const b = { type: "text", value: "x" } as const;
  const map = (map: Record<string, typeof a | typeof b>) => ({
    ...user,
    additionalProperties: { settings: { type: "map", map } as const },
  });
  expect(differences(map({ a, b }), map({ b, a }))).toEqual([]);
  expect(differences(map({ a }), map({ a, b }))).toEqual(["properties.settings"]);
  expect(differences(map({}), user)).toEqual(["properties.settings"]);
});
