/**
 * Reads a `Retry-After` header, which is seconds or an HTTP date, as milliseconds from `now`
 * (milliseconds since the epoch). Undefined where it says nothing usable.
 */
export const parseRetryAfter = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  // An HTTP date names a month; Date.parse alone would take "-5" for the year 2005.
  if (!/[A-Za-z]{3}/.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};
