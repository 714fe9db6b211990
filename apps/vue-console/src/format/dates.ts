import { inUse } from "../language/language.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format of the current language, from a cache: making one costs more than using it. */
const formatOf = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = inUse.value.locale + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(inUse.value.locale, options);
  formats.set(key, known);
  return known;
};

/** A day in UTC, such as those that a server counts by. */
export const formatUtcDay = (date: Date): string =>
  formatOf({ dateStyle: "medium", timeZone: "UTC" }).format(date);
export const formatMoment = (date: Date): string =>
  formatOf({ dateStyle: "medium", timeStyle: "short" }).format(date);
/** With seconds and the time zone. */
export const formatExactly = (date: Date): string =>
  formatOf({ dateStyle: "medium", timeStyle: "long" }).format(date);

const two = (number: number) => String(number).padStart(2, "0");

/** Formats a date for `<input type="date">`, in UTC. */
export const toDayInput = (date: Date | undefined): string =>
  date === undefined || Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
export const fromDayInput = (text: string): Date | undefined =>
  text === "" ? undefined : new Date(`${text}T00:00:00Z`);

/** Formats a time for `<input type="datetime-local">`, in the local time zone. */
export const toMomentInput = (date: Date | undefined): string => {
  if (date === undefined || Number.isNaN(date.getTime())) return "";
  const days = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${days.padStart(10, "0")}T${time}`;
};
export const fromMomentInput = (text: string): Date | undefined =>
  text === "" ? undefined : new Date(text);
