import * as core from "@knetik-users/core/effect";
import { describe, expect, it } from "vitest";
import { apiErrorKinds, transportErrorKinds } from "./errorKinds.ts";

describe("kinds of errors", () => {
  it("have the statuses that the contract declares", () => {
    for (const [kind, { status }] of Object.entries(apiErrorKinds)) {
      expect([kind, Reflect.get(core, kind)?.status]).toEqual([kind, status]);
    }
  });

  it("have their own codes", () => {
    const codes = Object.values({ ...apiErrorKinds, ...transportErrorKinds }).map(
      ({ code }) => code,
    );
    expect(new Set(codes).size).toBe(codes.length);
  });
});
