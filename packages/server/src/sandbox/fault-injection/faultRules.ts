import type { OperationName } from "@knetik-users/core/effect";
import { seededInt } from "../sample-data/seededInt.ts";
import type { Fault } from "./fault.ts";

/** How often a fault applies: to the next calls, with a probability, or, with neither, always. */
export interface Frequency {
  readonly next?: number | undefined;
  readonly probability?: number | undefined;
}

/** A fault for the calls of one operation, or of any. */
export interface Rule {
  readonly id: number;
  readonly operation: OperationName | null;
  readonly frequency: Frequency;
  readonly fault: Fault;
  /** Number of calls considered. */
  readonly calls: number;
  /** Number of calls affected. */
  readonly hits: number;
}

/** A limit, to detect a loop that adds rules. */
export const maxRules = 100;

export interface FaultRules {
  readonly list: () => ReadonlyArray<Rule>;
  /** Adds a rule; `undefined` if there are too many. */
  readonly add: (rule: Pick<Rule, "operation" | "frequency" | "fault">) => Rule | undefined;
  /** Removes matching rules and returns their number. */
  readonly remove: (matches: (rule: Rule) => boolean) => number;
  /** Removes all rules and resets the counters. */
  readonly clear: () => void;
  /** Returns the fault of a call and counts it. The oldest rule applies first. */
  readonly take: (operation: OperationName) => Fault | undefined;
}

/** The rule after one more call; removed when its calls are used up. */
const counted = (rule: Rule, isMet: boolean): ReadonlyArray<Rule> => {
  const later = { ...rule, calls: rule.calls + 1, hits: rule.hits + (isMet ? 1 : 0) };
  const { next } = rule.frequency;
  if (next === undefined || !isMet) return [later];
  return next > 1 ? [{ ...later, frequency: { next: next - 1 } }] : [];
};

/** `seed` determines which calls a fault with a probability affects, reproducibly. */
export const makeFaultRules = (seed: () => number | null): FaultRules => {
  let rules: ReadonlyArray<Rule> = [];
  let made = 0;
  const isMet = ({ id, calls, frequency: { probability = 1 } }: Rule) => {
    const precision = 2 ** 32;
    return seededInt(`${seed() ?? ""}:fault:${id}:${calls}`, precision) < probability * precision;
  };
  return {
    list: () => rules,
    add: (given) => {
      if (rules.length >= maxRules) return undefined;
      made += 1;
      const rule = { ...given, id: made, calls: 0, hits: 0 };
      rules = [...rules, rule];
      return rule;
    },
    remove: (matches) => {
      const before = rules.length;
      rules = rules.filter((rule) => !matches(rule));
      return before - rules.length;
    },
    clear: () => {
      [rules, made] = [[], 0];
    },
    take: (operation) => {
      let fault: Fault | undefined;
      rules = rules.flatMap((rule) => {
        const concerns = rule.operation === null || rule.operation === operation;
        // Later rules apply to later calls.
        if (fault !== undefined || !concerns) return [rule];
        const met = isMet(rule);
        if (met) fault = rule.fault;
        return counted(rule, met);
      });
      return fault;
    },
  };
};
