import * as core from "@knetik-users/core/effect";
import { describe, expect, it } from "vitest";
import { refusalKinds, transportKinds } from "./failureKinds.ts";

describe("kinds of failures", () => {
  it("have the statuses that the contract declares", () => {
    for (const [kind, { status }] of Object.entries(refusalKinds)) {
      expect([kind, Reflect.get(core, kind)?.status]).toEqual([kind, status]);
    }
  });

  it("have codes of their own", () => {
    const codes = Object.values({ ...refusalKinds, ...transportKinds }).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
