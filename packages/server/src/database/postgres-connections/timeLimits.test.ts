import { expect, it } from "vitest";
import { clientTimeLimits } from "./timeLimits.ts";

it.each([
  ["postgres://a/users", 5_000],
  ["postgres://a/users?connect_timeout=30", 30_000],
  ["postgres://a/users?connect_timeout=0", 5_000],
  ["postgres://a/users?connect_timeout=soon", 5_000],
])("%s waits %s ms for a connection", (url, milliseconds) => {
  expect(clientTimeLimits([url]).connectionTimeoutMillis).toBe(milliseconds);
});
