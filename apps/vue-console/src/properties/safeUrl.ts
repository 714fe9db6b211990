/** Whether an address may become a link or a picture: users write it, and `javascript:` runs. */
export const safeUrl = (url: string | undefined): boolean =>
  url !== undefined && URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
