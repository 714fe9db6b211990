/**
 * Checks whether a URL is safe as a link or picture. Users write them, and `javascript:` would run.
 */
export const safeUrl = (url: string | undefined): boolean =>
  url !== undefined && URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
