import type { Problems } from "../errors/optionProblems.ts";
import { parseTrust, type Trust, type TrustProxy } from "./clientAddress.ts";

/** Bytes: a mebibyte. */
export const defaultBodyLimit = 1_048_576;

/** How much and how long a client may send. */
export interface HttpOptions {
  /** The largest body, in bytes. 1 MiB when left out. */
  readonly bodyLimit?: number | undefined;
  /** Seconds in which all headers must have come. 10 when left out. */
  readonly headersTimeout?: number | undefined;
  /** Seconds in which the whole request must have come. 30 when left out. */
  readonly requestTimeout?: number | undefined;
  /** Seconds that a connection is kept for the next request. 5 when left out. */
  readonly keepAliveTimeout?: number | undefined;
  /** Seconds in which nothing moves until a connection is given up. 60 when left out. */
  readonly idleTimeout?: number | undefined;
}

export type TimeLimits = Omit<ResolvedHttp, "bodyLimit" | "origins" | "trust">;

export interface ResolvedHttp {
  readonly bodyLimit: number;
  /** Milliseconds, as those that follow. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly idleTimeout: number;
  readonly origins: ReadonlyArray<string>;
  readonly trust: Trust;
}

const defaults = {
  headersTimeout: 10,
  requestTimeout: 30,
  keepAliveTimeout: 5,
  idleTimeout: 60,
};

const isOrigin = (text: unknown) =>
  text === "*" || (typeof text === "string" && URL.canParse(text) && new URL(text).origin === text);

export const resolveHttp = (
  {
    http = {},
    allowedOrigins = [],
    trustProxy = [],
  }: {
    readonly http?: HttpOptions | undefined;
    readonly allowedOrigins?: ReadonlyArray<string> | undefined;
    readonly trustProxy?: TrustProxy | undefined;
  },
  { require }: Problems,
): ResolvedHttp => {
  const { bodyLimit = defaultBodyLimit } = http;
  require(Number.isSafeInteger(bodyLimit) &&
    bodyLimit >= 1_024 &&
    bodyLimit <= 104_857_600, "http.bodyLimit", "bytes, a whole number from 1024 to 104857600");
  const milliseconds = (name: keyof typeof defaults) => {
    const seconds = http[name] ?? defaults[name];
    require(Number.isFinite(seconds) &&
      seconds > 0 &&
      seconds <= 3_600, `http.${name}`, "seconds, more than 0 and at most 3600");
    return seconds * 1_000;
  };
  const origins: ReadonlyArray<string> = Array.isArray(allowedOrigins) ? allowedOrigins : [];
  require(Array.isArray(allowedOrigins) &&
    origins.every(
      isOrigin,
    ), "allowedOrigins", 'a list of origins such as "https://app.example", or ["*"]');
  const trust = parseTrust(trustProxy);
  require(trust !==
    undefined, "trustProxy", 'how many proxies there are (0 to 100), or a list of their addresses such as ["10.0.0.0/8"]');
  return {
    bodyLimit,
    headersTimeout: milliseconds("headersTimeout"),
    requestTimeout: milliseconds("requestTimeout"),
    keepAliveTimeout: milliseconds("keepAliveTimeout"),
    idleTimeout: milliseconds("idleTimeout"),
    origins,
    trust: trust ?? { hops: 0 },
  };
};
