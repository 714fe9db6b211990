import { contract, type Endpoint, type OperationName } from "@knetik-users/core/endpoints";
import { QueryClient } from "@tanstack/vue-query";
import { expect, it } from "vitest";
import { usersKey } from "../index.ts";
import { isInvalidatedBy } from "./isInvalidatedBy.ts";

const cached = {
  "user 1": usersKey("getUser", 1),
  "user 2": usersKey("getUser", 2),
  me: usersKey("getUser", "me"),
  "tags 1": usersKey("getUserTags", 1),
  "tags 2": usersKey("getUserTags", 2),
  "all users": usersKey("getUsers", {}),
  "users with a tag": usersKey("getUsers", { filter: { tag: "vip" }, page: 2 }),
  "pages with a tag": usersKey.infinite("getUsers", { filter: { tag: "vip" } }),
  "users with another filter": usersKey("getUsers", { filter: { username: "a", tag: undefined } }),
  "user 1 and 2 of the list": usersKey("getUsers", { filter: { ids: [1, 2] } }),
  "user 3 of the list": usersKey("getUsers", { filter: { ids: [3] } }),
  "user 3 with a tag": usersKey("getUsers", { filter: { ids: [3], tag: "vip" } }),
  "summary of user 1": usersKey.summary(1),
  "summary of user 2": usersKey.summary("2"),
  "template a": usersKey("getUserTemplate", "a"),
  "template b": usersKey("getUserTemplate", "b"),
  templates: usersKey("getUserTemplates", {}),
  "somebody else's": ["getUser", 1],
} as const;

const users = [
  ...(["all users", "users with a tag", "pages with a tag", "users with another filter"] as const),
];
const byId = ["user 1 and 2 of the list", "user 3 of the list", "user 3 with a tag"] as const;
const tagged = ["users with a tag", "pages with a tag"] as const;

/** Every write of the contract and the reads it invalidates. The compiler requires each. */
const expected: {
  readonly [Name in OperationName]: readonly [
    args: ReadonlyArray<unknown>,
    ...ReadonlyArray<keyof typeof cached>,
  ];
} = {
  getUser: [[1]],
  getUsers: [[{}]],
  getUserTags: [[1]],
  getUserTemplate: [["a"]],
  getUserTemplates: [[{}]],
  getOAuthToken: [[{}]],
  registerUser: [[{}], ...users, ...byId, "summary of user 1", "summary of user 2"],
  updateUser: [
    [1, {}],
    ...(["user 1", "me", "tags 1", ...users] as const),
    ...(["user 1 and 2 of the list", "summary of user 1"] as const),
  ],
  addUserTag: [[1, "new"], "user 1", "me", "tags 1", ...tagged],
  removeUserTag: [[2, "new"], "user 2", "me", "tags 2", ...tagged],
  setPassword: [[1, "x"]],
  startPasswordReset: [[1]],
  submitPasswordReset: [[{}]],
  passwordReset: [[1, {}]],
  createUserTemplate: [[{}], "templates"],
  updateUserTemplate: [["a", {}], "template a", "templates"],
  deleteUserTemplate: [["a"], "user 1", "user 2", "me", "template a", "templates"],
};

const staleAfter = (queryClient: QueryClient, name: OperationName, args: ReadonlyArray<unknown>) =>
  Object.entries(cached).flatMap(([label, queryKey]) =>
    isInvalidatedBy(queryClient, contract[name] as Endpoint, args, { queryKey }) ? [label] : [],
  );

it.each(Object.entries(expected))("after %s", (name, [args, ...stale]) => {
  const found = staleAfter(new QueryClient(), name as OperationName, args);
  expect(found.sort()).toEqual([...stale].sort());
});

it("resolves `me` once the user was read", () => {
  const queryClient = new QueryClient();
  queryClient.setQueryData(usersKey("getUser", "me"), { id: 2 });
  expect(staleAfter(queryClient, "addUserTag", [1, "new"])).not.toContain("me");
  expect(staleAfter(queryClient, "addUserTag", [2, "new"])).toContain("me");
  const mine = staleAfter(queryClient, "updateUser", ["me", {}]);
  expect(mine).toEqual(expect.arrayContaining(["user 2", "me", "tags 2"]));
  expect(mine).not.toContain("user 1");
});
