/** Browsers drop cookies of more than 4096 bytes, with name and attributes. */
const maxLength = 3800;

/**
 * Splits a value into cookies: `name`, or `name.0`, `name.1` and so on if it is too long for one. The first says how many
 * there are, because a response that crossed this one may have left more.
 */
export const toCookies = (name: string, value: string): ReadonlyArray<[string, string]> => {
  if (value.length <= maxLength) return [[name, value]];
  const count = Math.ceil(value.length / maxLength);
  return Array.from({ length: count }, (_, index) => {
    const part = value.slice(index * maxLength, (index + 1) * maxLength);
    return [`${name}.${index}`, index === 0 ? `${count}!${part}` : part];
  });
};

type Cookies = Readonly<Record<string, string | undefined>>;

/** Joins the cookies of {@link toCookies}; `undefined` if one is missing. */
export const fromCookies = (name: string, cookies: Cookies): string | undefined => {
  if (cookies[name]) return cookies[name];
  const [, digits = "", first = ""] = /^(\d{1,2})!(.*)$/s.exec(cookies[`${name}.0`] ?? "") ?? [];
  if (digits === "") return undefined;
  const others = Array.from(
    { length: Number(digits) - 1 },
    (_, index) => cookies[`${name}.${index + 1}`],
  );
  return others.includes(undefined) ? undefined : first + others.join("");
};

/** Names of the session's cookies that a request has. */
export const cookieNames = (name: string, cookies: Cookies): ReadonlyArray<string> =>
  Object.keys(cookies).filter(
    (each) =>
      each === name || (each.startsWith(`${name}.`) && /^\d+$/.test(each.slice(name.length + 1))),
  );
