import type { PropertyKind } from "@knetik-users/vue";
import { fromMomentInput, toMomentInput } from "../format/dates.ts";
import type { Definition } from "../properties/kinds.ts";
import { type Limit, limitsOf } from "./limits.ts";

interface Fields {
  readonly [name: string]: unknown;
}

/** The same definition with one field set; `undefined` takes it away. */
export const withField = (definition: Definition, name: string, value: unknown): Definition => {
  const { [name]: _, ...rest }: Fields = { ...definition };
  // The fields come from the tables of each kind.
  return (value === undefined ? rest : { ...rest, [name]: value }) as Definition & Fields;
};

/** Of another kind: what both kinds have stays, what only the old one had goes. */
export const withKind = (definition: Definition, type: PropertyKind): Definition => {
  const keptLimits: ReadonlyArray<string> =
    // Of a date its limits are times.
    (definition.type === "date") === (type === "date") ? limitsOf[type] : [];
  const gone = new Set<string>(
    [...Object.values(limitsOf).flat()].filter((name) => !keptLimits.includes(name)),
  );
  for (const name of ["valueDefinition", "properties", "allowAdditional", "fieldList"])
    gone.add(name);
  const kept = Object.entries(definition).filter(([name]) => !gone.has(name));
  return { ...(Object.fromEntries(kept) as unknown as Definition), type } as Definition;
};

/** A limit as its input has it. */
export const limitText = (definition: Definition, limit: Limit): string => {
  const { [limit]: value }: Fields = { ...definition };
  if (value instanceof Date) return toMomentInput(value);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** What was typed for a limit. Nothing is no limit. */
export const readLimit = (kind: PropertyKind, limit: Limit, text: string): unknown => {
  if (text.trim() === "") return undefined;
  if (limit === "fileType") return text;
  return kind === "date" ? fromMomentInput(text) : Number(text);
};
