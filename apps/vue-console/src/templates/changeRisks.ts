import type { PropertyDefinition } from "@knetik-users/core";
import { type Definition, labelOf } from "../properties/kinds.ts";
import type { TemplateDraft } from "./templateDraft.ts";

/** How a change of a template makes values of existing users invalid. */
export type Risk =
  | { readonly kind: "removed" | "type" | "required" | "stricter"; readonly name: string }
  | { readonly kind: "others" };

interface Limits {
  readonly [name: string]: unknown;
}

const size = (value: unknown): number => (value instanceof Date ? value.getTime() : Number(value));

/** Whether a limit is new, or excludes values that were allowed. */
const isStricter = (name: string, before: unknown, after: unknown): boolean => {
  if (after === undefined || after === before) return false;
  if (before === undefined) return true;
  if (name === "fileType") return true;
  return name.startsWith("min") ? size(after) > size(before) : size(after) < size(before);
};

const isLimit = (name: string) => name === "fileType" || /^(min|max)/.test(name);

const isTightened = (before: Definition, after: Definition): boolean => {
  const [old, now]: readonly [Limits, Limits] = [{ ...before }, { ...after }];
  if (Object.keys(now).some((name) => isLimit(name) && isStricter(name, old[name], now[name]))) {
    return true;
  }
  if (before.type === "list" && after.type === "list") {
    const [entry, nowEntry] = [before.valueDefinition, after.valueDefinition];
    if (nowEntry === undefined || nowEntry.type === "unknown") return false;
    if (entry?.type !== nowEntry.type) return true;
    return isTightened(entry, nowEntry);
  }
  if (before.type === "map" && after.type === "map") {
    return (
      risksOf(
        { properties: before.properties ?? [], allowAdditional: before.allowAdditional ?? false },
        { properties: after.properties ?? [], allowAdditional: after.allowAdditional ?? false },
      ).length > 0
    );
  }
  return false;
};

const known = (definitions: ReadonlyArray<PropertyDefinition>): ReadonlyArray<Definition> =>
  definitions.flatMap((definition) => (definition.type === "unknown" ? [] : [definition]));

type Rules = Pick<TemplateDraft, "properties" | "allowAdditional">;

/** What existing users may have that the changed template does not allow. */
export const risksOf = (before: Rules, after: Rules): ReadonlyArray<Risk> => {
  const old = known(before.properties);
  const now = known(after.properties);
  const kept = old.flatMap((definition): ReadonlyArray<Risk> => {
    const same = now.find(({ name }) => name === definition.name);
    const name = labelOf(definition);
    if (same === undefined) return after.allowAdditional ? [] : [{ kind: "removed", name }];
    if (same.type !== definition.type) return [{ kind: "type", name }];
    return [
      ...(same.required && !definition.required ? [{ kind: "required", name } as const] : []),
      ...(isTightened(definition, same) ? [{ kind: "stricter", name } as const] : []),
    ];
  });
  const added = now
    .filter(({ name, required }) => required && !old.some((other) => other.name === name))
    .map((definition) => ({ kind: "required", name: labelOf(definition) }) as const);
  const others = before.allowAdditional && !after.allowAdditional;
  return [...kept, ...added, ...(others ? [{ kind: "others" } as const] : [])];
};
