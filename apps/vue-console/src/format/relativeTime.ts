import { inUse } from "../language/language.ts";

const units = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

// Numbers only: "yesterday" and "last year" are days and years of the calendar, which a length of time is not.
const formats = new Map<string, Intl.RelativeTimeFormat>();

/** A time as seen from another: "3 days ago", "in 2 hours", "now" within a minute. */
export const relativeTime = (date: Date, now: number): string => {
  const { locale } = inUse.value;
  const format = formats.get(locale) ?? new Intl.RelativeTimeFormat(locale, { numeric: "always" });
  formats.set(locale, format);
  const seconds = (date.getTime() - now) / 1000;
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  if (unit === "second") {
    return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(0, "second");
  }
  return format.format(Math.trunc(seconds / size), unit);
};
