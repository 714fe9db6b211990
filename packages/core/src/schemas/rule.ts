import * as Schema from "effect/Schema";
import * as rules from "../models/rules.ts";

/** Names the rule of a check or a type for the compiler. */
export const ruleKey = "knetik-users/rule";

type Named<Rule extends (value: never) => boolean> = {
  [Name in keyof typeof rules]: (typeof rules)[Name] extends Rule ? Name : never;
}[keyof typeof rules];

/** A check by one of the {@link rules}. */
export const ruleFilter = <Name extends Named<(value: string) => boolean>>(
  name: Name,
  expected: string,
) => Schema.makeFilter<string>(rules[name], { expected, [ruleKey]: name });
