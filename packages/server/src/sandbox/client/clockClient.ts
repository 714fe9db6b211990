import type { Call, Json } from "./callControl.ts";
import type { SandboxTime } from "./sandboxTypes.ts";
import { secondsOf, timeFromWire, type WireTime } from "./sandboxWire.ts";

/** The sandbox's clock, by which tokens and reset secrets expire. */
export interface ClockControls {
  readonly read: () => Promise<SandboxTime>;
  /** Seconds. */
  readonly advance: (seconds: number) => Promise<SandboxTime>;
  /** A `Date`, or milliseconds since 1970. */
  readonly set: (time: Date | number) => Promise<SandboxTime>;
  /** Freezes the clock, now or at a given time. It can still be advanced and set. */
  readonly freeze: (time?: Date | number) => Promise<SandboxTime>;
  /** Resumes a frozen clock. */
  readonly run: () => Promise<SandboxTime>;
  /** Resets the clock to real time. */
  readonly unset: () => Promise<SandboxTime>;
}

export const clockControls = (call: Call): ClockControls => {
  const ask = async (method: "GET" | "POST" | "DELETE", body?: Json) =>
    timeFromWire((await call(method, "/clock", body === undefined ? {} : { body })) as WireTime);
  return {
    read: () => ask("GET"),
    advance: (seconds) => ask("POST", { advance: seconds }),
    set: (time) => ask("POST", { set: secondsOf(time) }),
    freeze: (time) =>
      ask("POST", { frozen: true, set: time === undefined ? undefined : secondsOf(time) }),
    run: () => ask("POST", { frozen: false }),
    unset: () => ask("DELETE"),
  };
};
