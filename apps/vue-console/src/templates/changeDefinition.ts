import type { PropertyKind } from "@knetik-users/vue";
import { fromMomentInput, toMomentInput } from "../format/dates.ts";
import type { Definition } from "../properties/kinds.ts";
import { type Limit, limitsOf } from "./limits.ts";

interface Fields {
  readonly [name: string]: unknown;
}

/** Sets a field of a definition; `undefined` removes it. */
export const withField = (definition: Definition, name: string, value: unknown): Definition => {
  const { [name]: _, ...rest }: Fields = { ...definition };
  // The fields come from the table of the type.
  return (value === undefined ? rest : { ...rest, [name]: value }) as Definition & Fields;
};

/** Changes the type of a definition and keeps the fields that both have. */
export const withKind = (definition: Definition, type: PropertyKind): Definition => {
  const keptLimits: ReadonlyArray<string> =
    // The limits of a date are times.
    (definition.type === "date") === (type === "date") ? limitsOf[type] : [];
  const gone = new Set<string>(
    [...Object.values(limitsOf).flat()].filter((name) => !keptLimits.includes(name)),
  );
  for (const name of ["valueDefinition", "properties", "allowAdditional", "fieldList"])
    gone.add(name);
  const kept = Object.entries(definition).filter(([name]) => !gone.has(name));
  return { ...(Object.fromEntries(kept) as unknown as Definition), type } as Definition;
};

/** Formats a limit for its input. */
export const limitText = (definition: Definition, limit: Limit): string => {
  const { [limit]: value }: Fields = { ...definition };
  if (value instanceof Date) return toMomentInput(value);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};

/** Parses a limit; empty text means none. */
export const readLimit = (kind: PropertyKind, limit: Limit, text: string): unknown => {
  if (text.trim() === "") return undefined;
  if (limit === "fileType") return text;
  return kind === "date" ? fromMomentInput(text) : Number(text);
};
