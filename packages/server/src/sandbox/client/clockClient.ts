import type { Call, Json } from "./callControl.ts";
import type { SandboxTime } from "./sandboxTypes.ts";
import { secondsOf, timeFromWire, type WireTime } from "./sandboxWire.ts";

/** The time in the sandbox: tokens and reset secrets expire by it. */
export interface ClockControls {
  readonly read: () => Promise<SandboxTime>;
  /** Seconds. */
  readonly advance: (seconds: number) => Promise<SandboxTime>;
  /** A `Date`, or milliseconds since 1970 as `Date.now()` has them. */
  readonly set: (time: Date | number) => Promise<SandboxTime>;
  /** Lets it stand still, now or at a time. It can be advanced and set all the same. */
  readonly freeze: (time?: Date | number) => Promise<SandboxTime>;
  /** Lets it run on from where it is. */
  readonly run: () => Promise<SandboxTime>;
  /** Back to the time outside, running. */
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
