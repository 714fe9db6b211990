import { expect, it } from "vitest";
import { foundByNames, groupsByNames } from "./foundByNames.ts";

const zoe = { id: 7, firstName: "Zoë", lastName: "García", fullname: "Zoë García" };

it("labels a user by the most telling name", () => {
  const matched = ["username", "fullname", "first_name"];
  const [found] = foundByNames({ users: [{ ...zoe, matched }], hasMore: false }, "zoe");
  expect(found?.matched).toEqual([{ username: "zoe" }, { firstName: "zoe" }, { fullname: "zoe" }]);
});

it("labels a user by both names if only both together match", () => {
  const matched = ["first_name", "last_name"];
  const [found] = foundByNames({ users: [{ ...zoe, matched }], hasMore: false }, "zoe gar");
  expect(found?.matched).toEqual([{ firstName: "zoe", lastName: "gar" }]);
  const [reversed] = foundByNames({ users: [{ ...zoe, matched }], hasMore: false }, "garcía z");
  expect(reversed?.matched).toEqual([{ firstName: "z", lastName: "garcía" }]);
});

it("tells how many matched only if there are no others", () => {
  const found = foundByNames(
    {
      users: [
        { ...zoe, matched: ["first_name", "email"] },
        { ...zoe, id: 8, matched: ["email"] },
      ],
      hasMore: false,
    },
    "zoe",
  );
  expect(groupsByNames(found, false).map(({ filters, total }) => [filters, total])).toEqual([
    [{ firstName: "zoe" }, 1],
    [{ email: "zoe" }, 2],
  ]);
  expect(groupsByNames(found, true).map(({ total }) => total)).toEqual([undefined, undefined]);
});
