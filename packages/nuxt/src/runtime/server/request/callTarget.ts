/**
 * The path and query of a call, as the page sent them, from the URL of the request. Nitro's `event.path` is decoded: a
 * "#" or "?" in a path would end it.
 */
export const callTarget = (url: string, prefix: string): string | undefined =>
  url.startsWith(`${prefix}/`) ? url.slice(prefix.length) : undefined;

/** The path of a call without its query. */
export const pathOfTarget = (target: string): string => target.split("?", 1)[0] ?? "";

/**
 * The URL of a call at the API. `undefined` if parsing it changes the path, as dots, backslashes and "#" do: only a path
 * that was checked is sent.
 */
export const urlOfTarget = (baseUrl: string, target: string): URL | undefined => {
  const base = baseUrl.replace(/\/+$/, "");
  const url = new URL(`${base}${target}`);
  const expected = new URL(base).pathname.replace(/\/$/, "") + pathOfTarget(target);
  return url.pathname === expected && !url.href.includes("#") ? url : undefined;
};
