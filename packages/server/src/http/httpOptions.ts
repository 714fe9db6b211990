import type { Problems } from "../errors/optionProblems.ts";
import { parseTrust, type Trust, type TrustProxy } from "./clientAddress.ts";

/** One MiB, in bytes. */
export const defaultBodyLimit = 1_048_576;

/** Size and time limits of requests. */
export interface HttpOptions {
  /** Maximum body size in bytes. Default 1 MiB. */
  readonly bodyLimit?: number | undefined;
  /** Timeout for receiving the headers, in seconds. Default 10. */
  readonly headersTimeout?: number | undefined;
  /** Timeout for receiving the whole request, in seconds. Default 30. */
  readonly requestTimeout?: number | undefined;
  /**
   * How long a connection stays open after a response, in seconds. Must be longer than a proxy in front
   * keeps its idle connections: otherwise the server closes one on which the proxy is sending a
   * request, and the client gets a 502. Default 90.
   */
  readonly keepAliveTimeout?: number | undefined;
  /** Idle timeout of a connection, in seconds. Default 60. */
  readonly idleTimeout?: number | undefined;
  /**
   * How long idle connections stay open when the server is closed, in seconds: a request may be on its
   * way. Default 0.1; the program's default is 1.
   */
  readonly drainTimeout?: number | undefined;
}

export type TimeLimits = Omit<ResolvedHttp, "bodyLimit" | "origins" | "publicUrl" | "trust">;

export interface ResolvedHttp {
  readonly bodyLimit: number;
  /** Milliseconds, like the following ones. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly idleTimeout: number;
  readonly drainTimeout: number;
  readonly publicUrl: string | undefined;
  readonly origins: ReadonlyArray<string>;
  readonly trust: Trust;
}

const defaults = {
  headersTimeout: 10,
  requestTimeout: 30,
  // Longer than the 60 to 75 seconds of common load balancers.
  keepAliveTimeout: 90,
  idleTimeout: 60,
  drainTimeout: 0.1,
};

const isOrigin = (text: unknown) =>
  text === "*" || (typeof text === "string" && URL.canParse(text) && new URL(text).origin === text);

const isPublicUrl = (text: unknown): boolean =>
  typeof text === "string" &&
  /^https?:\/\/[^?#]*[^/?#]$/.test(text) &&
  URL.canParse(text) &&
  new URL(text).username === "";

export const resolveHttp = (
  {
    http = {},
    allowedOrigins = [],
    trustProxy = [],
    publicUrl,
  }: {
    readonly http?: HttpOptions | undefined;
    readonly allowedOrigins?: ReadonlyArray<string> | undefined;
    readonly trustProxy?: TrustProxy | undefined;
    readonly publicUrl?: string | undefined;
  },
  { require }: Problems,
): ResolvedHttp => {
  const { bodyLimit = defaultBodyLimit } = http;
  require(Number.isSafeInteger(bodyLimit) &&
    bodyLimit >= 1_024 &&
    bodyLimit <= 104_857_600, "http.bodyLimit", "a whole number of bytes from 1024 to 104857600");
  const milliseconds = (name: keyof typeof defaults) => {
    const seconds = http[name] ?? defaults[name];
    require(Number.isFinite(seconds) &&
      seconds > 0 &&
      seconds <= 3_600, `http.${name}`, "a number of seconds above 0, up to 3600");
    return seconds * 1_000;
  };
  const origins: ReadonlyArray<string> = Array.isArray(allowedOrigins) ? allowedOrigins : [];
  require(Array.isArray(allowedOrigins) &&
    origins.every(
      isOrigin,
    ), "allowedOrigins", 'a list of origins such as "https://app.example", or ["*"]');
  require(publicUrl === undefined ||
    isPublicUrl(
      publicUrl,
    ), "publicUrl", "an http or https URL without a query and without a slash at the end");
  const trust = parseTrust(trustProxy);
  require(trust !==
    undefined, "trustProxy", 'how many proxies there are (0 to 100), or a list of their addresses such as ["10.0.0.0/8"]');
  return {
    bodyLimit,
    headersTimeout: milliseconds("headersTimeout"),
    requestTimeout: milliseconds("requestTimeout"),
    keepAliveTimeout: milliseconds("keepAliveTimeout"),
    idleTimeout: milliseconds("idleTimeout"),
    drainTimeout: milliseconds("drainTimeout"),
    publicUrl,
    origins,
    trust: trust ?? { hops: 0 },
  };
};
