import { expect, it } from "vitest";
import * as classes from "./errors.ts";
import { plainUsersError, usersErrorFromPlain } from "./plain.ts";
import { isUsersError, type UsersError } from "./unions.ts";

const details = {
  operation: "getUser",
  message: "getUser: The user does not exist.",
  status: 404,
  requestId: "r-1",
  issues: [{ field: "id", message: "is gone" }],
  retryable: false,
  attempts: 1,
};

it.each(Object.entries(classes))("%s survives JSON with its class", (tag, make) => {
  const error = new (make as new (details: object) => UsersError)(details);
  const read = usersErrorFromPlain(JSON.parse(JSON.stringify(plainUsersError(error))));
  expect(read).toBeInstanceOf(make);
  expect(isUsersError(read)).toBe(true);
  expect(read).toMatchObject({ ...details, _tag: tag });
  expect(read?.name).toBe(error.name);
});

it.each([
  undefined,
  null,
  1,
  "UserNotFound",
  {},
  { _tag: 1 },
  { _tag: "toString" },
  { _tag: "No" },
])("returns undefined for %j", (plain) => {
  expect(usersErrorFromPlain(plain)).toBeUndefined();
});

it("restores a field named __proto__ as a field", () => {
  const read = usersErrorFromPlain(
    JSON.parse('{ "_tag": "UserNotFound", "message": "gone", "__proto__": { "status": 1 } }'),
  );
  expect(read).toBeInstanceOf(classes.UserNotFound);
  expect(read?.status).toBeUndefined();
});
