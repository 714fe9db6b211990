import type * as Tracer from "effect/Tracer";
import type { Credentials } from "../auth/credentials.ts";
import type { TokenStore } from "../auth/tokenStore.ts";
import type { ClientEvent } from "../observe/events.ts";
import type { RetryOptions } from "../retry/options.ts";
import type { Fetch } from "../transport/transport.ts";

/** KnetikCloud's public sandbox. Never used unless you pass it as `baseUrl`. */
export const KNETIK_SANDBOX_URL = "https://sandbox.knetikcloud.com";

/** Time limits in milliseconds. */
export interface TimeoutOptions {
  /** Of one attempt, from the first byte sent to the last byte read. Default 10,000 ms. */
  readonly attempt?: number | undefined;
  /** Of a whole call: tokens, attempts and waits together. Default 60,000 ms. */
  readonly call?: number | undefined;
}

/** How a client is made. */
export interface UsersClientOptions {
  /** Where the API is, such as `https://sandbox.knetikcloud.com`. May end in a path. */
  readonly baseUrl: string | URL;
  /** Whose token the calls carry. Without it calls are anonymous. */
  readonly auth?: Credentials | undefined;
  /** Where tokens are asked for, if not at `{baseUrl}/oauth/token`. */
  readonly tokenUrl?: string | URL | undefined;
  /** Where tokens are kept. Default: in memory. */
  readonly tokenStore?: TokenStore | undefined;
  readonly timeout?: TimeoutOptions | undefined;
  readonly retry?: RetryOptions | undefined;
  /** Sent with every request to the API, such as `User-Agent`. */
  readonly headers?: { readonly [name: string]: string } | Headers | undefined;
  /** Stands in for the platform's `fetch`: a proxy, an in-process server, a test. */
  readonly fetch?: Fetch | undefined;
  /** Told of every request, retry and token, without secrets. What it throws is ignored. */
  readonly onEvent?: ((event: ClientEvent) => void) | undefined;
  /** Where spans go; `@effect/opentelemetry` makes one. Default: the tracer of the Effect runtime. */
  readonly tracer?: Tracer.Tracer | undefined;
  /**
   * Whether `traceparent` is sent to the API. Default: where a tracer is in use. In browsers the
   * API must allow the header.
   */
  readonly propagateTrace?: boolean | undefined;
  /** Longest answer that is read. Default 16 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Allows `http:` to hosts other than this machine. Passwords are in plain text inside the TLS,
   * so do this in closed networks only.
   */
  readonly allowInsecureHttp?: boolean | undefined;
}

/** What one call may say. */
export interface CallOptions {
  /** Carries this access token instead of the client's own; `null` for none. It is not renewed. */
  readonly token?: string | null | undefined;
  /** Time limits of this call, in milliseconds. */
  readonly timeout?: TimeoutOptions | undefined;
  /** How often this call is sent again at most. */
  readonly retries?: number | undefined;
}
