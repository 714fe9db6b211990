import { fromMomentInput, toMomentInput } from "../format/dates.ts";
import { t } from "../language/t.ts";

/** Operators of the filter, as in the URL. */
export const operators = [
  { value: "", text: "users.activity.any" },
  { value: "GT", text: "users.activity.after", chip: "users.activity.chip.after" },
  { value: "GOE", text: "users.activity.atOrAfter", chip: "users.activity.chip.atOrAfter" },
  { value: "LT", text: "users.activity.before", chip: "users.activity.chip.before" },
  { value: "LOE", text: "users.activity.atOrBefore", chip: "users.activity.chip.atOrBefore" },
  { value: "EQ", text: "users.activity.exactly", chip: "users.activity.chip.exactly" },
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
  const time = format(new Date(Number(seconds) * 1000));
  const found = operators.find(({ value }) => value === operator);
  return found === undefined || found.value === "" ? time : t(found.chip, { time });
};
