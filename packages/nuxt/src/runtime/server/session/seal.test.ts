import { expect, it, vi } from "vitest";
import { seal, unseal } from "./seal.ts";

const password = "a password of at least 32 characters";

it("opens what it has sealed, and shows nothing of it", async () => {
  const sealed = await seal({ accessToken: "secret" }, password, 60);
  expect(sealed).not.toContain("secret");
  expect(await unseal(sealed, [password])).toEqual({ accessToken: "secret" });
});

it("opens nothing that was changed, sealed with another password, or too old", async () => {
  const sealed = await seal({ id: "a" }, password, 60);
  expect(await unseal(`${sealed}x`, [password])).toBeUndefined();
  expect(await unseal(sealed, [`another ${password}`])).toBeUndefined();
  expect(await unseal("", [password])).toBeUndefined();
  vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ["Date"] });
  try {
    expect(await unseal(sealed, [password])).toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});

it("opens what an earlier password has sealed", async () => {
  const sealed = await seal({ id: "a" }, password, 60);
  const next = `the next ${password}`;
  expect(await unseal(sealed, [next, password])).toEqual({ id: "a" });
  expect(await unseal(sealed, [next])).toBeUndefined();
});
