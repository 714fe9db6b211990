/** Browsers drop cookies of more than 4096 bytes, with name and attributes. */
const maxLength = 3800;

/** Splits a value into cookies: `name`, or `name.0`, `name.1` and so on if it is too long for one. */
export const toCookies = (name: string, value: string): ReadonlyArray<[string, string]> => {
  if (value.length <= maxLength) return [[name, value]];
  return Array.from({ length: Math.ceil(value.length / maxLength) }, (_, index) => [
    `${name}.${index}`,
    value.slice(index * maxLength, (index + 1) * maxLength),
  ]);
};

type Cookies = Readonly<Record<string, string | undefined>>;

/** Joins the cookies of {@link toCookies}; `undefined` if there are none. */
export const fromCookies = (name: string, cookies: Cookies): string | undefined => {
  if (cookies[name]) return cookies[name];
  const parts: Array<string> = [];
  for (;;) {
    const part = cookies[`${name}.${parts.length}`];
    if (!part) return parts.length === 0 ? undefined : parts.join("");
    parts.push(part);
  }
};

/** Names of the session's cookies that a request has. */
export const cookieNames = (name: string, cookies: Cookies): ReadonlyArray<string> =>
  Object.keys(cookies).filter(
    (each) =>
      each === name || (each.startsWith(`${name}.`) && /^\d+$/.test(each.slice(name.length + 1))),
  );
