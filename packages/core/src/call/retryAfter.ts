/** The three forms of an HTTP date (RFC 9110, section 5.6.7); the last one names no zone. */
const httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w -]+ \d\d:\d\d:\d\d( GMT| \d{4})$/;

/**
 * Parses a `Retry-After` header (seconds or an HTTP date) as milliseconds from `now` (milliseconds since
 * the epoch). Returns `undefined` for an invalid one.
 */
export const parseRetryAfter = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) {
    return Math.min(Number.MAX_SAFE_INTEGER, Math.ceil(Number(text) * 1000));
  }
  // Date.parse would read "-5" as the year 2005 and "wait 5" as a day in 2001.
  const form = httpDate.exec(text);
  if (form === null) return undefined;
  const date = Date.parse(form[2] === " GMT" ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};
