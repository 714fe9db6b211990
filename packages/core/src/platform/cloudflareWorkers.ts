/**
 * `true` in Cloudflare Workers, which bind requests and timers to the incoming request that started them:
 * code of one incoming request cannot be woken by another, and stops when its own has been answered.
 */
export const isCloudflareWorkers = (): boolean =>
  (globalThis as Platform).navigator?.userAgent === "Cloudflare-Workers";

interface Platform {
  readonly navigator?: { readonly userAgent?: string };
}
