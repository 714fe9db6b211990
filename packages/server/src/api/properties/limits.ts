import type { FieldIssue, PropertyDefinition } from "@knetik-users/core/effect";
import { fieldAt } from "../errors/fieldIssues.ts";

/** A path of wire names: `["additional_properties", "avatar", "url"]`. */
export type Path = ReadonlyArray<string>;

export const issueAt = (path: Path, message: string): FieldIssue => ({
  field: fieldAt(path),
  message,
});

export interface Limits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Validates a number against a definition's limits. `what` is the unit, such as `"characters"`. */
export const withinLimits = (
  path: Path,
  actual: number | bigint,
  { min = -Infinity, max = Infinity }: Limits,
  what = "",
): ReadonlyArray<FieldIssue> => {
  const unit = what === "" ? "" : ` ${what}`;
  if (actual < min) return [issueAt(path, `must be at least ${min}${unit}`)];
  if (actual > max) return [issueAt(path, `must be at most ${max}${unit}`)];
  return [];
};

/** A definition of one type. */
export type DefinitionOf<Kind extends PropertyDefinition["type"]> = Extract<
  PropertyDefinition,
  { readonly type: Kind }
>;
