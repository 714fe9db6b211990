import { fromMomentInput, toMomentInput } from "../format/dates.ts";

/** Operators of the filter, as in the URL. */
export const operators = [
  { value: "", label: "Any time" },
  { value: "GT", label: "After" },
  { value: "GOE", label: "At or after" },
  { value: "LT", label: "Before" },
  { value: "LOE", label: "At or before" },
  { value: "EQ", label: "At exactly" },
] as const;

/** Parses `GT,1767225600` into an operator and an input value. */
export const splitLastActivity = (
  text: string,
): { readonly operator: string; readonly moment: string } => {
  const [operator = "", seconds = ""] = text.split(",");
  return {
    operator,
    moment: seconds === "" ? "" : toMomentInput(new Date(Number(seconds) * 1000)),
  };
};

/** Joins the parts; empty while one is missing. */
export const joinLastActivity = (operator: string, moment: string): string => {
  const date = fromMomentInput(moment);
  return operator === "" || date === undefined || Number.isNaN(date.getTime())
    ? ""
    : `${operator},${Math.floor(date.getTime() / 1000)}`;
};

/** Formats it for display: `after 1 January 2026, 01:00`. */
export const describeLastActivity = (text: string, format: (date: Date) => string): string => {
  const [operator, seconds] = text.split(",");
  const label = operators.find(({ value }) => value === operator)?.label ?? "";
  return `${label.toLowerCase()} ${format(new Date(Number(seconds) * 1000))}`;
};
