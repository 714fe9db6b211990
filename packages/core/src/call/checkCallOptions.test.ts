import { describe, expect, it } from "vitest";
import { inProcess } from "../../test/support/inProcess.ts";
import { createUsersClient } from "../client/createUsersClient.ts";
import type { CallOptions } from "./callOptions.ts";

const anyone = () => inProcess(() => Response.json({ id: 1 }));

describe("the options of one call", () => {
  it.each<[string, CallOptions]>([
    ["options.retries", { retries: Number.NaN }],
    ["options.retries", { retries: -1 }],
    ["options.retries", { retries: Number.POSITIVE_INFINITY }],
    ["options.timeout.attempt", { timeout: { attempt: 0 } }],
    ["options.timeout.call", { timeout: { call: Number.NaN } }],
    // From JavaScript, where the compiler cannot reject it.
    ["options.timeout", { timeout: 100 } as unknown as CallOptions],
    ["options.timeoutMs", { timeoutMs: 100 } as unknown as CallOptions],
    ["options", new AbortController().signal as unknown as CallOptions],
    ["options.signal", { signal: new AbortController() } as unknown as CallOptions],
  ])("refuse %s where it is %j, before anything is sent", async (field, options) => {
    const api = anyone();
    const { error } = await createUsersClient(api.options).result.getUser(1, options);
    expect(error).toMatchObject({ _tag: "InvalidInput", issues: [{ field }] });
    expect(api.received).toEqual([]);
  });

  it.each([0, -3, 1.5, 17, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuse %j as pagesInFlight, before anything is sent",
    async (pagesInFlight) => {
      const api = anyone();
      const rows = createUsersClient(api.options).all.getUsers({}, { pagesInFlight });
      await expect(rows[Symbol.asyncIterator]().next()).rejects.toMatchObject({
        _tag: "InvalidInput",
        issues: [{ field: "options.pagesInFlight" }],
      });
      expect(api.received).toEqual([]);
    },
  );

  it("are reported together with the input's issues", async () => {
    const { error } = await createUsersClient(anyone().options).result.getUser(0, { retries: -1 });
    expect(error?.issues.map(({ field }) => field)).toEqual(["id", "options.retries"]);
  });

  it.each(["", "two\nlines", "a b", "ü"])("reject %j as a token", async (token) => {
    const api = anyone();
    const { error } = await createUsersClient(api.options).result.getUser(1, { token });
    expect(error).toMatchObject({ _tag: "TokenFailure", retryable: false, attempts: 0 });
    expect(api.received).toEqual([]);
  });
});
