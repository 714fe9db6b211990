import { formatMoment } from "../format/dates.ts";
import { formatNumber } from "../format/numbers.ts";
import { t } from "../language/t.ts";
import type { Definition } from "./kinds.ts";

interface Limits {
  readonly [name: string]: unknown;
}

const plain = (value: unknown) =>
  value instanceof Date ? formatMoment(value) : formatNumber(Number(value));
const seconds = (value: unknown) => t("limit.seconds", { value: plain(value) });
const pixels = (value: unknown) => t("limit.pixels", { value: plain(value) });
const bytes = (value: unknown) => t("limit.bytes", { count: Number(value) });

const between = (low: unknown, high: unknown, format = plain): string | undefined => {
  if (low !== undefined && high !== undefined) {
    return t("limit.between", { low: format(low), high: format(high) });
  }
  if (low !== undefined) return t("limit.atLeast", { low: format(low) });
  return high === undefined ? undefined : t("limit.atMost", { high: format(high) });
};

type RangeText =
  "limit.entries" | "limit.files" | "limit.length" | "limit.size" | "limit.width" | "limit.height";
const labelled = (text: RangeText, range: string | undefined) =>
  range === undefined ? undefined : t(text, { range });

/** Describes the limits of a definition, for a field hint. */
export const limitHint = (definition: Definition): string | undefined => {
  const limits: Limits = { ...definition };
  const { description, min, max, minLength, maxLength, minCount, maxCount, fileType } = limits;
  const isText = definition.type === "text" || definition.type === "formatted_text";
  const parts = [
    description,
    between(min, max),
    isText
      ? maxLength !== undefined && t("limit.charactersAtMost", { count: Number(maxLength) })
      : labelled("limit.length", between(minLength, maxLength, seconds)),
    labelled(
      definition.type === "list" ? "limit.entries" : "limit.files",
      between(minCount, maxCount),
    ),
    typeof fileType === "string" && fileType !== "" && t("limit.type", { type: fileType }),
    labelled("limit.size", between(undefined, limits["maxFileSize"], bytes)),
    labelled("limit.width", between(limits["minWidth"], limits["maxWidth"], pixels)),
    labelled("limit.height", between(limits["minHeight"], limits["maxHeight"], pixels)),
  ].filter((part) => typeof part === "string" && part !== "");
  return parts.length === 0 ? undefined : parts.join(" · ");
};
