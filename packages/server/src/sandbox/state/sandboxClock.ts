/** Setting of the sandbox's clock, in seconds. */
export interface ClockSetting {
  /** Offset to real time. */
  readonly offset: number;
  /** Time at which it is frozen; null while it runs. */
  readonly frozenAt: number | null;
}

/** The initial setting: real time. */
export const unset: ClockSetting = { offset: 0, frozenAt: null };

/** The sandbox's clock, by which tokens and reset secrets expire. */
export interface SandboxClock {
  /** Whole seconds since 1970. */
  readonly now: () => number;
  readonly setting: () => ClockSetting;
  readonly apply: (setting: ClockSetting) => void;
  /** The setting with which the clock shows this time now. */
  readonly at: (seconds: number, frozen: boolean) => ClockSetting;
}

/** `outside` returns real time, in whole seconds. */
export const makeClock = (outside: () => number): SandboxClock => {
  let current = unset;
  return {
    now: () => current.frozenAt ?? outside() + current.offset,
    setting: () => current,
    apply: (setting) => {
      current = setting;
    },
    at: (seconds, frozen) => ({
      offset: seconds - outside(),
      frozenAt: frozen ? seconds : null,
    }),
  };
};
