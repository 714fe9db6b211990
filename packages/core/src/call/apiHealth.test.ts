import { expect, it } from "vitest";
import * as Errors from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import { apiHealthOf, type ApiHealth } from "./apiHealth.ts";

const details = {
  operation: "getUser",
  message: "",
  issues: [],
  retryable: true,
  attempts: 1,
} as const;
const server = (status: number, retryAfter?: number) =>
  new Errors.ServerError({ ...details, status, retryAfter });

it.each<[string, UsersError, ApiHealth]>([
  ["500", server(500), "failing"],
  ["503", server(503), "failing"],
  ["503 with Retry-After", server(503, 1_000), undefined],
  ["501", server(501), undefined],
  ["429", new Errors.RateLimited({ ...details, status: 429 }), "failing"],
  [
    "429 with Retry-After",
    new Errors.RateLimited({ ...details, status: 429, retryAfter: 0 }),
    undefined,
  ],
  [
    "a reset",
    new Errors.ConnectionFailed({ ...details, reason: "reset", reached: "unknown" }),
    "failing",
  ],
  ["a slow attempt", new Errors.TimedOut({ ...details, limit: "attempt", after: 1 }), "failing"],
  [
    "the caller's own limit",
    new Errors.TimedOut({ ...details, limit: "call", after: 1 }),
    undefined,
  ],
  ["404", new Errors.UserNotFound({ ...details, status: 404 }), "working"],
  ["403", new Errors.Forbidden({ ...details, status: 403 }), "working"],
  [
    "a proxy's page",
    new Errors.UnexpectedResponse({ ...details, status: 200, reason: "not-json" }),
    undefined,
  ],
  [
    "rejected credentials",
    new Errors.TokenFailure({ ...details, status: 401, reason: "rejected" }),
    undefined,
  ],
  ["invalid input", new Errors.InvalidInput(details), undefined],
])("%s", (_, error, health) => {
  expect(apiHealthOf(error)).toBe(health);
});
