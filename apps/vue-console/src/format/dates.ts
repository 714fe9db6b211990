const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export const formatDay = (date: Date | undefined): string => (date ? day.format(date) : "–");
export const formatMoment = (date: Date | undefined): string => (date ? moment.format(date) : "–");

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
