const repository = "https://github.com/knetik-users/knetik-users";

/** Where a page of the site is in the repository: READMEs of packages are included as pages. */
const sourceOf = (page: string): string => {
  const [, name] = /^reference\/(core|nestjs|vue|nuxt|server|cli)\.md$/.exec(page) ?? [];
  return name === undefined ? `docs/${page}` : `packages/${name}/README.md`;
};

/** A path below the root, from a file and a relative link in it. */
const resolve = (file: string, link: string): string =>
  new URL(link, `file:///${file}`).pathname.slice(1);

/**
 * The target of a link on the site. A link to a README that is a page leads to the page, a link to another
 * file to the repository.
 */
export const rewriteLink = (page: string, href: string): string => {
  if (/^([a-z]+:|#|\/)/.test(href)) return href;
  const [link = "", hash] = href.split("#");
  const target = resolve(sourceOf(page), link);
  const anchor = hash === undefined ? "" : `#${hash}`;
  const [, readme] =
    /^packages\/(core|nestjs|vue|nuxt|server|cli)(?:\/(?:README\.md)?)?$/.exec(target) ?? [];
  if (readme !== undefined) return `/reference/${readme}${anchor}`;
  if (target.startsWith("docs/")) {
    const below = target.slice("docs/".length).replace(/(?:index)?\.md$/, "");
    return `/${below}${anchor}`;
  }
  const kind = /\.[a-z]+$/i.test(target) ? "blob" : "tree";
  return `${repository}/${kind}/main/${target}${anchor}`;
};
