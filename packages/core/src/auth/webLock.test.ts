import { afterEach, describe, expect, it, vi } from "vitest";
import { webLock } from "./webLock.ts";

afterEach(() => vi.unstubAllGlobals());

describe("webLock", () => {
  it("is undefined where there are no Web Locks", () => {
    vi.stubGlobal("navigator", undefined);
    expect(webLock("users")).toBeUndefined();
    vi.stubGlobal("navigator", { userAgent: "test" });
    expect(webLock("users")).toBeUndefined();
    vi.stubGlobal("navigator", { locks: null });
    expect(webLock("users")).toBeUndefined();
  });

  it("runs the function in a lock with the name", async () => {
    const held: Array<string> = [];
    const locks = {
      request(name: string, run: (lock: object) => Promise<void>) {
        // The platform's method throws if it is called without its object.
        expect(this).toBe(locks);
        held.push(name);
        return run({});
      },
    };
    vi.stubGlobal("navigator", { locks });
    const run = vi.fn(async () => {});
    await webLock("users")?.(run);
    expect(held).toEqual(["users"]);
    expect(run).toHaveBeenCalledOnce();
  });
});
