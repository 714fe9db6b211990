import * as fc from "fast-check";
import * as Result from "effect/Result";
import { describe, expect, it } from "vitest";
import { sandboxFaultHeader, type SandboxFault } from "../client/sandboxClient.ts";
import { parseFaultHeader } from "./faultHeaderRules.ts";

const latency = fc.option(fc.integer({ min: 0, max: 600_000 }), { nil: undefined });
const cut = fc.constantFrom({}, { truncate: true } as const, { notJson: true } as const);
const fault: fc.Arbitrary<SandboxFault> = fc.oneof(
  fc
    .tuple(
      fc.record({ status: fc.integer({ min: 400, max: 599 }), latency }),
      fc.option(fc.integer({ min: 0, max: 86_400 }), { nil: undefined }),
      cut,
    )
    .map(([given, retryAfter, rest]) => ({ ...given, retryAfter, ...rest })),
  fc.record({ reset: fc.constantFrom("before" as const, "after" as const), latency }),
  fc.record({ truncate: fc.constant(true as const), latency }),
  fc.record({ latency: fc.integer({ min: 0, max: 600_000 }) }),
);
const wireOf = ({ retryAfter, notJson, ...rest }: SandboxFault) =>
  Object.fromEntries(
    Object.entries({ ...rest, retry_after: retryAfter, not_json: notJson }).filter(
      ([, value]) => value !== undefined,
    ),
  );
const failureOf = (text: string) => {
  const parsed = parseFaultHeader(text);
  return Result.isFailure(parsed) ? parsed.failure : undefined;
};

describe("the header of a fault", () => {
  it("reads back as written", () => {
    fc.assert(
      fc.property(fault, (given) => {
        const text = sandboxFaultHeader(given)["x-sandbox-fault"];
        expect(Result.getOrThrow(parseFaultHeader(text))).toEqual(wireOf(given));
        const loose = ` ${text.toUpperCase().replaceAll(";", " ; ").replaceAll("=", " = ")};`;
        expect(Result.getOrThrow(parseFaultHeader(loose))).toEqual(wireOf(given));
      }),
    );
  });

  it("parses any text to a fault or a message", () => {
    const word = fc.constantFrom("status", "latency", "reset", "truncate", "503", "retry-after");
    const text = fc.oneof(
      fc.string(),
      fc
        .array(fc.oneof(word, fc.constantFrom(";", "=", " ", "-", "__proto__")))
        .map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseFaultHeader(given);
        if (Result.isFailure(parsed)) expect(parsed.failure).toMatch(/\S+ \S+/);
        else expect(Object.keys(parsed.success).length).toBeGreaterThan(0);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ["reset", { reset: "before" }],
    ["reset=after", { reset: "after" }],
    ["not-json=true", { not_json: true }],
    ["status=503;retry-after=2", { status: 503, retry_after: 2 }],
  ])("%s", (text, expected) => {
    expect(Result.getOrThrow(parseFaultHeader(text))).toEqual(expected);
  });

  it.each([
    ["", "must contain one or more of"],
    ["bogus", "must be one or more of latency, status, retry-after, reset, truncate, not-json"],
    ["__proto__=1", "must be one or more of"],
    ["status=200", "status Expected a status from 400 to 599"],
    ["status", "status Expected a status"],
    ["status=503;status=500", "says status twice"],
    ["retry-after=2", "retry-after needs a status"],
    ["status=503;reset", "status cannot be combined with reset"],
    ["truncate;not-json", "truncate cannot be combined with not_json"],
    ["reset=never", "reset Expected one of before, after"],
    ["latency=99999999", "latency Expected milliseconds from 0 to 600000"],
    ["truncate=false", "truncate Expected true"],
  ])("rejects %j", (text, why) => {
    expect(failureOf(text)).toContain(why);
  });
});
