import { noSession, sessionHeader } from "../../shared/headers.ts";

/** Looks up a header by lower-case name. */
export type ReadHeader = (name: string) => string | undefined;

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
};

/**
 * Why a request may come from another site; `undefined` if it comes from a page of this one. The header alone stops
 * other sites. The checks of the browser's own headers also stop sites that a CORS configuration allows, and
 * other subdomains.
 */
export const forgedRequest = (header: ReadHeader): string | undefined => {
  if (header(sessionHeader) === undefined) return `The header ${sessionHeader} is missing.`;
  const site = header("sec-fetch-site");
  if (site !== undefined) {
    return site === "same-origin" ? undefined : `Sec-Fetch-Site is ${site}.`;
  }
  const origin = header("origin");
  // Without both it is no browser, or a GET of an old one. Neither can be forged with the header above.
  if (origin === undefined || hostOf(origin) === header("host")) return undefined;
  return "Origin is another site.";
};

/** The session that a page shows. */
export const shownSession = (header: ReadHeader): string | undefined => {
  const shown = header(sessionHeader);
  return shown === noSession ? undefined : shown;
};
