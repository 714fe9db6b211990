import type { Definition } from "./kinds.ts";
import { formatMoment } from "../format/dates.ts";

interface Limits {
  readonly [name: string]: unknown;
}

const between = (low: unknown, high: unknown, what = "", unit = ""): string | undefined => {
  const text = (value: unknown) =>
    (value instanceof Date ? formatMoment(value) : Number(value).toLocaleString()) + unit;
  const label = what === "" ? "" : `${what}: `;
  if (low !== undefined && high !== undefined) return `${label}${text(low)} to ${text(high)}`;
  if (low !== undefined) return `${label}${text(low)} or more`;
  return high === undefined ? undefined : `${label}${text(high)} or less`;
};

/** Describes the limits of a definition, for a field hint. */
export const limitHint = (definition: Definition): string | undefined => {
  const limits: Limits = { ...definition };
  const text = (name: string, label = "") => {
    const value = limits[name];
    return typeof value === "string" && value !== "" ? label + value : undefined;
  };
  const isText = definition.type === "text" || definition.type === "formatted_text";
  const parts = [
    text("description"),
    between(limits["min"], limits["max"]),
    isText
      ? between(undefined, limits["maxLength"], "Characters")
      : between(limits["minLength"], limits["maxLength"], "Length", " s"),
    between(
      limits["minCount"],
      limits["maxCount"],
      definition.type === "list" ? "Entries" : "Files",
    ),
    text("fileType", "Type: "),
    between(undefined, limits["maxFileSize"], "Size", " bytes"),
    between(limits["minWidth"], limits["maxWidth"], "Width", " px"),
    between(limits["minHeight"], limits["maxHeight"], "Height", " px"),
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(" · ");
};
