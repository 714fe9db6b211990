import * as Clock from "effect/Clock";
import * as Context from "effect/Context";
import * as Effect from "effect/Effect";

interface Platform {
  readonly performance?: { readonly now: () => number };
}

const liveClock = /* @__PURE__ */ Context.get(/* @__PURE__ */ Context.empty(), Clock.Clock);

/** `false` for the clock of a test, which decides itself when its time passes. */
export const isLive = (clock: Clock.Clock): boolean => clock === liveClock;

/**
 * Milliseconds by a clock that is never corrected, for limits and waits: the system time may jump, which
 * would end a call at once or never.
 */
export const monotonicMillis = (clock: Clock.Clock): number =>
  // Effect's live clock reads `hrtime`, which the fake timers of a test do not replace.
  isLive(clock)
    ? ((globalThis as Platform).performance ?? Date).now()
    : Number(clock.monotonicTimeNanosUnsafe() / 1_000n) / 1_000;

/** {@link monotonicMillis} of the running fiber. */
export const currentMonotonicMillis = Clock.clockWith((clock) =>
  Effect.succeed(monotonicMillis(clock)),
);
