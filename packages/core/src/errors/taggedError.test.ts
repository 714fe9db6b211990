import { inspect } from "node:util";
import { expect, it } from "vitest";
import { Aborted, UserNotFound } from "./errors.ts";

const details = {
  operation: "getUser",
  message: "gone",
  issues: [],
  retryable: false,
  attempts: 1,
};

it("makes an error with a name, a tag, a stack and fields", () => {
  const error = new UserNotFound({ ...details, status: 404 });
  expect(error).toBeInstanceOf(Error);
  expect(Object.keys(error).sort()).toEqual(
    ["_tag", "attempts", "issues", "operation", "retryable", "status"].sort(),
  );
  expect(`${error.name}: ${error.message}`).toBe("UserNotFound: gone");
  expect(error.stack).toMatch(/^UserNotFound: gone\n {4}at /);
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    ...details,
    status: 404,
    _tag: "UserNotFound",
  });
});

it.each(["the reason", "", 0, undefined])("keeps %j as the cause, and out of the JSON", (cause) => {
  const error = new Aborted({ ...details, cause });
  expect(error.cause).toBe(cause);
  expect(Object.keys(error)).not.toContain("cause");
  expect(JSON.stringify(error)).not.toContain("cause");
  if (cause === "the reason") expect(inspect(error)).toContain("[cause]: 'the reason'");
});
