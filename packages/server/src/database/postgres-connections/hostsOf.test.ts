import { expect, it } from "vitest";
import { hostsOf } from "./hostsOf.ts";

it.each([
  ["postgres://a/users", ["postgres://a/users"]],
  ["postgresql://u:p@a:1/users?x=1,2", ["postgresql://u:p@a:1/users?x=1,2"]],
  [
    "postgres://u:p,w@a:1,[::1]:2,c/users?sslmode=require",
    [
      "postgres://u:p,w@a:1/users?sslmode=require",
      "postgres://u:p,w@[::1]:2/users?sslmode=require",
      "postgres://u:p,w@c/users?sslmode=require",
    ],
  ],
  ["postgres:///users", ["postgres:///users"]],
  ["postgres://a,:x/users", []],
  ["mysql://a/users", []],
  ["a", []],
])("%s", (url, hosts) => {
  expect(hostsOf(url)).toEqual(hosts);
});
