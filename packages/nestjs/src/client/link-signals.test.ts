import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { linkSignals } from "./link-signals.ts";

it("follows whichever fires first, and releases the other", () => {
  for (const index of [0, 1] as const) {
    const sources = [new AbortController(), new AbortController()] as const;
    const { signal } = linkSignals(sources[0].signal, sources[1].signal);
    expect(signal?.aborted).toBe(false);
    sources[index].abort();
    expect(signal?.aborted).toBe(true);
    for (const source of sources) expect(getEventListeners(source.signal, "abort")).toEqual([]);
  }
});

it("leaves no listeners behind when it is released", () => {
  const sources = [new AbortController(), new AbortController()] as const;
  for (let call = 0; call < 100; call++) {
    linkSignals(sources[0].signal, sources[1].signal).release?.();
  }
  for (const source of sources) expect(getEventListeners(source.signal, "abort")).toEqual([]);
});

it("creates no signal for a single, missing or aborted one", () => {
  const { signal } = new AbortController();
  expect(linkSignals(signal, undefined).signal).toBe(signal);
  expect(linkSignals(undefined, signal).signal).toBe(signal);
  expect(linkSignals(undefined, undefined).signal).toBeUndefined();
  expect(linkSignals(signal, AbortSignal.abort()).signal?.aborted).toBe(true);
});
