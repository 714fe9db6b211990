import { describe, expect, it } from "vitest";
import { readStoredToken } from "./readStoredToken.ts";

const read = (kept: unknown) => readStoredToken(kept, "mine");
const at = (expiresAt: unknown) => read({ accessToken: "a", account: "mine", expiresAt });
const time = Date.UTC(2026, 10, 27, 12, 30);

describe("readStoredToken", () => {
  it.each([undefined, null])("reads %j as an empty store", (kept) => {
    expect(read(kept)).toEqual({});
  });

  it.each(["token", 5, {}, [], { accessToken: "" }, { accessToken: 5, account: "mine" }])(
    "does not read %j as a token",
    (kept) => {
      expect(read(kept)).toEqual({ problem: "not-a-token" });
    },
  );

  it("returns tokens of this account only", () => {
    const token = { accessToken: "a", refreshToken: "r", expiresAt: 5 };
    expect(read({ ...token, account: "mine" })).toEqual({ token: { ...token, account: "mine" } });
    expect(read({ ...token, account: "theirs" })).toEqual({ problem: "other-account" });
    expect(read(token)).toEqual({ problem: "no-account" });
    expect(read({ ...token, account: null })).toEqual({ problem: "no-account" });
  });

  it.each([null, "", 5, undefined])("reads the refresh token %j as none", (refreshToken) => {
    const { token } = read({ accessToken: "a", account: "mine", refreshToken });
    expect(token?.refreshToken).toBeUndefined();
  });

  it.each([
    [undefined, undefined],
    [null, undefined],
    [0, 0],
    [3_600_000, 3_600_000],
    [time, time],
    [String(time), time],
    [time / 1000, time],
    [String(time / 1000), time],
    [new Date(time), time],
    [new Date(time).toISOString(), time],
    ["2026-11-27T12:30:00Z", time],
    ["2026-11-27T13:30:00+01:00", time],
  ])("reads the expiry %j", (expiresAt, expected) => {
    const { token, problem } = at(expiresAt);
    expect(token?.expiresAt).toBe(expected);
    expect(problem).toBeUndefined();
  });

  it.each([
    Number.NaN,
    "soon",
    "2026-11-27T12:30:00",
    "2026-99-99T12:30:00Z",
    {},
    new Date(Number.NaN),
  ])("reads the expiry %j as expired", (expiresAt) => {
    const { token, problem } = at(expiresAt);
    expect(token?.expiresAt).toBe(0);
    expect(problem).toBe("invalid-expiry");
  });
});
