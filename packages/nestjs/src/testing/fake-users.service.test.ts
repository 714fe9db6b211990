import { UserAlreadyExists, UserNotFound } from "@knetik-users/core";
import * as Effect from "effect/Effect";
import { expect, it } from "vitest";
import { UsersService } from "../client/users.service.ts";
import { usersError } from "../filters/users-error.ts";
import { fakeUsersService } from "./fake-users.service.ts";

it("has the given methods and those derived from them", async () => {
  const users = fakeUsersService({ getUser: async (id) => Promise.resolve({ id: Number(id) }) });
  expect(users).toBeInstanceOf(UsersService);
  expect(await users.getUser(7)).toEqual({ id: 7 });
  expect(await users.as("token").getUser(8)).toEqual({ id: 8 });
  expect(await users.result.getUser(9)).toEqual({ ok: true, value: { id: 9 } });
  expect(await Effect.runPromise(users.effect.getUser(10))).toEqual({ id: 10 });
});

it("turns a typed error into the result of a method", async () => {
  const error = usersError("UserNotFound");
  const users = fakeUsersService({ getUser: () => Promise.reject(error) });
  expect(await users.result.getUser(1)).toEqual({ ok: false, error });
  expect(await Effect.runPromise(Effect.flip(users.effect.getUser(1)))).toBe(error);
});

it("names the method a test did not fake", async () => {
  const users = fakeUsersService();
  await expect(users.deleteUserTemplate("x")).rejects.toThrow(
    "[KUN1102] deleteUserTemplate was called, but this fake does not have it. Add it: fakeUsersService({ deleteUserTemplate }).",
  );
  expect(() => users.all.getUsers()).toThrow("fakeUsersService({ all: { getUsers } })");
  expect(() => users.effect.pages.getUsers()).toThrow(
    "fakeUsersService({ effect: { pages: { getUsers } } })",
  );
});

it("makes typed errors by their tag", () => {
  const missing = usersError("UserNotFound");
  expect(missing).toBeInstanceOf(UserNotFound);
  expect(missing).toMatchObject({ operation: "getUser", status: 404, attempts: 1, issues: [] });
  const taken = usersError("UserAlreadyExists", {
    operation: "registerUser",
    issues: [{ field: "email", message: "is taken" }],
  });
  expect(taken).toBeInstanceOf(UserAlreadyExists);
  expect(taken.issues).toEqual([{ field: "email", message: "is taken" }]);
  expect(usersError("RateLimited", { retryAfter: 1_000 }).retryAfter).toBe(1_000);
  expect(usersError("ConnectionFailed").reached).toBe("no");
});
