import type * as SchemaAST from "effect/SchemaAST";
import { ruleKey } from "../src/schemas/rule.ts";

/** Effect's own checks and types, as calls of `models/rules.ts`. */
const builtIn: { readonly [id: string]: (payload: never) => string } = {
  "effect/schema/Date": () => "rules.isValidDate",
  "effect/schema/isInt": () => "rules.isInteger",
  "effect/schema/isFinite": () => "rules.isFinite",
  "effect/schema/isBetween": ({ minimum, maximum }: { minimum: number; maximum: number }) =>
    `rules.between(${minimum}, ${maximum})`,
  "effect/schema/isMinLength": ({ minLength }: { minLength: number }) =>
    `rules.length(${minLength})`,
  "effect/schema/isBetweenLength": ({ minimum, maximum }: { minimum: number; maximum: number }) =>
    `rules.length(${minimum}, ${maximum})`,
  "effect/schema/isPattern": ({ source, flags }: { source: string; flags: string }) =>
    `rules.matches(/${source}/${flags})`,
};

const textOf = (value: unknown, what: string): string => {
  if (typeof value === "string") return value;
  throw new Error(`${what} has no text for messages. Annotate it with \`expected\`.`);
};

/** The rule that a check or a declaration names, or that stands for one of Effect's checks. */
export const ruleOf = (annotations: { readonly [key: string]: unknown } | undefined): string => {
  const named = annotations?.[ruleKey];
  if (typeof named === "string") return `rules.${named}`;
  const representation = annotations?.["representation"] as
    { readonly id: string; readonly payload: never } | undefined;
  const rule = builtIn[representation?.id ?? ""]?.(representation?.payload as never);
  if (rule !== undefined) return rule;
  throw new Error(
    `No rule for the check "${String(annotations?.["expected"])}". Make it with \`ruleFilter\`.`,
  );
};

/** The checks of a schema as arguments of its codec. */
export const checksOf = (ast: SchemaAST.AST): ReadonlyArray<string> =>
  (ast.checks ?? []).map((check, index, all) => {
    if (check._tag !== "Filter") throw new Error("A group of checks is not supported.");
    if (check.aborted && index < all.length - 1) {
      throw new Error("A check that ends the others has to be the last one.");
    }
    const expected = textOf(check.annotations?.expected, "A check");
    return `[${ruleOf(check.annotations)}, ${JSON.stringify(expected)}]`;
  });
