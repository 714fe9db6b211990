import { describe, expect, it } from "vitest";
import { readHeaders } from "./requestHeaders.ts";
import type { HeaderValues } from "./callOptions.ts";

describe("readHeaders", () => {
  it.each<[HeaderValues, Record<string, string>]>([
    [{ "X-Tenant": "blue" }, { "x-tenant": "blue" }],
    [{ "x-a": "1", "X-A": "2" }, { "x-a": "2" }],
    [{ "x-a": undefined }, {}],
    [new Headers({ "X-Tenant": "blue" }), { "x-tenant": "blue" }],
    // The Headers of another library.
    [new Map([["X-Tenant", "blue"]]) as unknown as Headers, { "x-tenant": "blue" }],
  ])("reads %o", (given, headers) => {
    expect(readHeaders(given)).toEqual({ headers, problems: [] });
  });

  it.each([null, "x-a: 1", ["x-a", "1"], Promise.resolve({ "x-a": "1" })])(
    "reports %o as not headers",
    (given) => {
      expect(readHeaders(given as unknown as HeaderValues)).toEqual({
        headers: {},
        problems: [{ name: "", kind: "not-headers" }],
      });
    },
  );

  it.each([
    [{ "a b": "x" }, { name: "a?b", kind: "invalid" }],
    [{ "x-a": "line\nbreak" }, { name: "x-a", kind: "invalid" }],
    [{ Authorization: "Bearer t" }, { name: "authorization", kind: "reserved" }],
  ])("reports %o", (given, problem) => {
    expect(readHeaders(given)).toEqual({ headers: {}, problems: [problem] });
  });
});
