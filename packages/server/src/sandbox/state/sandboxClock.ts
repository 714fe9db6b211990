/** How the clock of a sandbox was set, in seconds. */
export interface ClockSetting {
  /** How far it is ahead of the time outside. */
  readonly offset: number;
  /** Where it stands still; null while it runs. */
  readonly frozenAt: number | null;
}

/** As it is at the start: the time outside. */
export const unset: ClockSetting = { offset: 0, frozenAt: null };

/** The time in a sandbox: tokens and reset secrets expire by it. */
export interface SandboxClock {
  /** Whole seconds since 1970. */
  readonly now: () => number;
  readonly setting: () => ClockSetting;
  readonly apply: (setting: ClockSetting) => void;
  /** The setting that shows these seconds now. */
  readonly at: (seconds: number, frozen: boolean) => ClockSetting;
}

/** `outside` tells the time there, in whole seconds. */
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
