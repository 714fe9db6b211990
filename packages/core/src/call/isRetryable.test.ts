import { describe, expect, it } from "vitest";
import type { RetryClass } from "../contract/endpoint.ts";
import * as Errors from "../errors/errors.ts";
import type { UsersError } from "../errors/unions.ts";
import { isRetryable, retryAfterOf } from "./isRetryable.ts";

const details = {
  operation: "getUser",
  message: "",
  issues: [],
  retryable: true,
  attempts: 1,
} as const;
const connection = (
  reason: Errors.ConnectionFailed["reason"],
  reached: Errors.ConnectionFailed["reached"],
) => new Errors.ConnectionFailed({ ...details, reason, reached });
const server = (status: number, retryAfter?: number) =>
  new Errors.ServerError({ ...details, status, retryAfter });
const unexpected = (reason: Errors.UnexpectedReason, status: number) =>
  new Errors.UnexpectedResponse({ ...details, reason, status });
const timeout = (limit: "attempt" | "call") => new Errors.TimedOut({ ...details, limit, after: 1 });

const all = ["safe", "idempotent", "non-idempotent"] as const;
const safe = ["safe", "idempotent"] as const;
const none = [] as const;

const table: ReadonlyArray<
  readonly [what: string, error: UsersError, repeated: ReadonlyArray<RetryClass>]
> = [
  ["connection refused", connection("refused", "no"), all],
  ["unknown host", connection("dns", "no"), all],
  ["unreachable host", connection("unreachable", "no"), all],
  ["certificate not accepted", connection("tls", "no"), none],
  ["certificate not accepted, late", connection("tls", "unknown"), none],
  ["connection reset", connection("reset", "unknown"), safe],
  ["no reason given", connection("unknown", "unknown"), safe],
  ["attempt timed out", timeout("attempt"), safe],
  ["call timed out", timeout("call"), none],
  ["429", new Errors.RateLimited({ ...details, status: 429 }), safe],
  ["429, Retry-After", new Errors.RateLimited({ ...details, status: 429, retryAfter: 7 }), all],
  ["429, Retry-After: 0", new Errors.RateLimited({ ...details, status: 429, retryAfter: 0 }), all],
  ["500", server(500), safe],
  ["500, Retry-After", server(500, 7), safe],
  ["501", server(501), none],
  ["501, Retry-After", server(501, 7), none],
  ["502", server(502), safe],
  ["502, Retry-After", server(502, 7), safe],
  ["503", server(503), safe],
  ["503, Retry-After", server(503, 7), all],
  ["503, Retry-After: 0", server(503, 0), all],
  ["504", server(504), safe],
  ["504, Retry-After", server(504, 7), safe],
  ["505", server(505), none],
  ["599", server(599), none],
  ["408", unexpected("status", 408), safe],
  ["418", unexpected("status", 418), none],
  ["redirect", unexpected("redirect", 302), none],
  ["not JSON", unexpected("not-json", 200), none],
  ["empty", unexpected("empty", 200), none],
  ["other shape", unexpected("shape", 200), none],
  ["too large", unexpected("too-large", 200), none],
  ["InvalidInput", new Errors.InvalidInput(details), none],
  ["BadRequest", new Errors.BadRequest({ ...details, status: 400 }), none],
  ["Unauthorized", new Errors.Unauthorized({ ...details, status: 401 }), none],
  ["Forbidden", new Errors.Forbidden({ ...details, status: 403 }), none],
  ["UserNotFound", new Errors.UserNotFound({ ...details, status: 404 }), none],
  ["TemplateNotFound", new Errors.TemplateNotFound({ ...details, status: 404 }), none],
  ["UserAlreadyExists", new Errors.UserAlreadyExists({ ...details, status: 409 }), none],
  ["TemplateAlreadyExists", new Errors.TemplateAlreadyExists({ ...details, status: 409 }), none],
  ["TemplateInUse", new Errors.TemplateInUse({ ...details, status: 409 }), none],
  [
    "TokenFailure",
    new Errors.TokenFailure({ ...details, reason: "unavailable", retryAfter: 7 }),
    none,
  ],
  ["Aborted", new Errors.Aborted(details), none],
];

describe("isRetryable", () => {
  for (const retryClass of all) {
    it.each(table)(`${retryClass} after %s`, (_what, error, repeated) => {
      expect(isRetryable(retryClass, error)).toBe(repeated.includes(retryClass));
    });
  }

  it("recognizes every error of the library", () => {
    const tags = new Set(table.map(([, error]) => error._tag));
    const classes = Object.values(Errors).map((make) => make.name);
    expect([...tags].sort()).toEqual(classes.sort());
  });
});

describe("retryAfterOf", () => {
  it("is the Retry-After of 429 and 5xx, including zero", () => {
    expect(retryAfterOf(server(503, 0))).toBe(0);
    expect(retryAfterOf(new Errors.RateLimited({ ...details, retryAfter: 7 }))).toBe(7);
    expect(retryAfterOf(server(503))).toBeUndefined();
    expect(
      retryAfterOf(new Errors.TokenFailure({ ...details, reason: "rejected", retryAfter: 7 })),
    ).toBeUndefined();
  });
});
