import { expect, it } from "vitest";
import type { StopReason } from "../errors/details.ts";
import * as Errors from "../errors/errors.ts";
import { plainUsersError, usersErrorFromPlain } from "../errors/plain.ts";
import { withStopReason } from "./stopped.ts";

const details = {
  operation: "getUser",
  message: "getUser: Failed.",
  issues: [],
  retryable: true,
  attempts: 2,
} as const;

it.each<[StopReason, string]>([
  ["retries", "getUser: Failed. Gave up after 2 attempts: no retries are left."],
  ["budget", "getUser: Failed. Gave up after 2 attempts: the retry budget of the client is spent."],
  [
    "deadline",
    "getUser: Failed. Gave up after 2 attempts: the time limit of the call leaves no time for another.",
  ],
  [
    "retry-after",
    "getUser: Failed. Gave up after 2 attempts: the API asks to wait longer than maxRetryAfter.",
  ],
  ["not-safe", "getUser: Failed. It was not sent again, because the API may have processed it."],
  ["not-retryable", "getUser: Failed."],
])("%s is named by the message and the field, and survives JSON", (reason, message) => {
  const error = withStopReason(
    new Errors.ServerError({ ...details, status: 503, requestId: "r-1" }),
    reason,
  );
  expect(error).toBeInstanceOf(Errors.ServerError);
  expect(error).toMatchObject({ message, stoppedBy: reason, status: 503, requestId: "r-1" });
  const read = usersErrorFromPlain(JSON.parse(JSON.stringify(plainUsersError(error))));
  expect(read).toMatchObject({ message, stoppedBy: reason });
});

it("leaves the message of a time limit as it is", () => {
  const error = new Errors.TimedOut({ ...details, limit: "call", after: 1 });
  expect(withStopReason(error, "deadline")).toMatchObject({
    message: details.message,
    stoppedBy: "deadline",
  });
});

it.each([
  ["an error that is not retryable", new Errors.UserNotFound({ ...details, retryable: false })],
  ["a token request", new Errors.TokenFailure({ ...details, reason: "unavailable" })],
])("is not added to %s", (_, error) => {
  expect(withStopReason(error, "not-retryable")).toBe(error);
});
