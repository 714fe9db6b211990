/** Replaced by the version of the package when it is built. */
declare const PACKAGE_VERSION: string | undefined;

const version = typeof PACKAGE_VERSION === "undefined" ? "source" : PACKAGE_VERSION;

interface Platform {
  readonly document?: object;
  readonly navigator?: { readonly userAgent?: string };
}

/**
 * The headers that a client sends if the program sets no others. `User-Agent` only on servers: in a
 * browser it is ignored, or the API has to allow it (CORS).
 */
export const defaultHeaders = (): { readonly "user-agent"?: string } => {
  const { document, navigator } = globalThis as Platform;
  const runtime = navigator?.userAgent ?? "";
  const isServer =
    document === undefined && /^(Node\.js|Bun|Deno|Cloudflare-Workers)\b/.test(runtime);
  return isServer ? { "user-agent": `knetik-users-core/${version} ${runtime}` } : {};
};
