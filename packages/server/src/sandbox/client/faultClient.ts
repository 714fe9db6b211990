import type { OperationName } from "@knetik-users/core";
import type { Call, Json } from "./callControl.ts";
import type { SandboxFault, SandboxFaultRule } from "./sandboxTypes.ts";
import { faultToWire, ruleFromWire, type WireRule } from "./sandboxWire.ts";

/** An operation, such as `"getUser"`, or `"*"` for any. */
export type FaultyOperation = OperationName | "*";

/** Injects faults. Those of one operation apply one after another, oldest first. */
export interface FaultControls {
  /** Applies to the next call, or the given number of calls. */
  readonly next: (
    operation: FaultyOperation,
    fault: SandboxFault,
    calls?: number,
  ) => Promise<SandboxFaultRule>;
  /** Applies to every call until it is cleared. */
  readonly always: (operation: FaultyOperation, fault: SandboxFault) => Promise<SandboxFaultRule>;
  /** Applies to random calls with this probability (0 to 1). The seed makes them reproducible. */
  readonly sometimes: (
    operation: FaultyOperation,
    probability: number,
    fault: SandboxFault,
  ) => Promise<SandboxFaultRule>;
  readonly list: () => Promise<ReadonlyArray<SandboxFaultRule>>;
  /** Clears all faults, or those of one operation. */
  readonly clear: (operation?: OperationName) => Promise<void>;
}

export const faultControls = (call: Call): FaultControls => {
  const add = async (operation: FaultyOperation, fault: SandboxFault, frequency: Json) => {
    const body = {
      ...faultToWire(fault),
      ...frequency,
      operation: operation === "*" ? undefined : operation,
    };
    return ruleFromWire((await call("POST", "/faults", { body })) as WireRule);
  };
  return {
    next: (operation, fault, calls = 1) => add(operation, fault, { next: calls }),
    always: (operation, fault) => add(operation, fault, {}),
    sometimes: (operation, probability, fault) => add(operation, fault, { probability }),
    list: async () => ((await call("GET", "/faults")) as ReadonlyArray<WireRule>).map(ruleFromWire),
    clear: async (operation) => {
      await call("DELETE", "/faults", { query: { operation } });
    },
  };
};
