import type { OperationName } from "@knetik-users/core/effect";
import { seededInt } from "../sample-data/seededInt.ts";
import type { Fault } from "./fault.ts";

/** How often a fault is met: by so many of the next calls, by some, or, with neither, by all. */
export interface Frequency {
  readonly next?: number | undefined;
  readonly probability?: number | undefined;
}

/** A fault that waits for the calls of an operation, or of any. */
export interface Rule {
  readonly id: number;
  readonly operation: OperationName | null;
  readonly frequency: Frequency;
  readonly fault: Fault;
  /** How many calls it was asked for. */
  readonly calls: number;
  /** How many of them have met it. */
  readonly hits: number;
}

/** More would be a mistake in a loop. */
export const maxRules = 100;

export interface FaultRules {
  readonly list: () => ReadonlyArray<Rule>;
  /** `undefined` where there are too many. */
  readonly add: (rule: Pick<Rule, "operation" | "frequency" | "fault">) => Rule | undefined;
  /** Removes those that match, and says how many those were. */
  readonly remove: (matches: (rule: Rule) => boolean) => number;
  /** Removes all, and counts from the start. */
  readonly clear: () => void;
  /** The fault that a call meets, which is then counted. The oldest rule goes first. */
  readonly take: (operation: OperationName) => Fault | undefined;
}

/** One call later; nothing is left of a rule whose calls are used up. */
const counted = (rule: Rule, isMet: boolean): ReadonlyArray<Rule> => {
  const later = { ...rule, calls: rule.calls + 1, hits: rule.hits + (isMet ? 1 : 0) };
  const { next } = rule.frequency;
  if (next === undefined || !isMet) return [later];
  return next > 1 ? [{ ...later, frequency: { next: next - 1 } }] : [];
};

/** `seed` decides which calls meet a fault that has a probability: the same ones each time. */
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
        // The rules behind the one that is met wait for the next call.
        if (fault !== undefined || !concerns) return [rule];
        const met = isMet(rule);
        if (met) fault = rule.fault;
        return counted(rule, met);
      });
      return fault;
    },
  };
};
