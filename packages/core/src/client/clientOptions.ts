import type { Credentials } from "../auth/credentials.ts";
import type { TokenStore } from "../auth/tokenStore.ts";
import type { HeaderValues, TimeoutOptions } from "../call/callOptions.ts";
import type { ClientEvent } from "../call/clientEvents.ts";
import type { RetryOptions } from "../call/retryOptions.ts";
import type { SpanTracer } from "../call/spanTracer.ts";
import type { Fetch } from "../call/fetchOption.ts";

/** KnetikCloud's public sandbox. It is never a default: pass it as `baseUrl`. */
export const KNETIK_SANDBOX_URL = "https://sandbox.knetikcloud.com";

/** Options of a client. */
export interface UsersClientOptions {
  /** Address of the API, such as `https://sandbox.knetikcloud.com`. May include a path. */
  readonly baseUrl: string | URL;
  /** Credentials for access tokens. Without them calls are anonymous. */
  readonly auth?: Credentials | undefined;
  /** Address of the token endpoint. Default: `{baseUrl}/oauth/token`. */
  readonly tokenUrl?: string | URL | undefined;
  /** Shares tokens with other clients, processes or tabs. Default: the client remembers its own. */
  readonly tokenStore?: TokenStore | undefined;
  /** Time limits in milliseconds: 10,000 per attempt, 60,000 per call by default. */
  readonly timeout?: TimeoutOptions | undefined;
  /** Retries: 3 per call by default. Times in milliseconds. */
  readonly retry?: RetryOptions | undefined;
  /**
   * Maximum number of requests at a time; further ones wait in order. The wait counts towards
   * `timeout.call`, not towards `timeout.attempt`. Default 256.
   */
  readonly concurrency?: number | undefined;
  /**
   * Headers of every request to the API, such as `User-Agent`. A function is called at the start of
   * each call, also of a token request, where the call was made: it can read an `AsyncLocalStorage`.
   */
  readonly headers?: HeaderValues | (() => HeaderValues) | undefined;
  /** Replaces the platform's `fetch`: for a proxy, an in-process server or a test. */
  readonly fetch?: Fetch | undefined;
  /** Receives an event for every request, retry, token and problem of the token store, without secrets. Its errors are ignored. */
  readonly onEvent?: ((event: ClientEvent) => void) | undefined;
  /** Receives spans; `@effect/opentelemetry` provides one. Default: the tracer of the Effect runtime. */
  readonly tracer?: SpanTracer | undefined;
  /**
   * Sends `traceparent` to the API. Default: only if a tracer is set. In browsers the API must allow
   * the header (CORS).
   */
  readonly propagateTrace?: boolean | undefined;
  /** Maximum response size in bytes. Default 16 MiB. */
  readonly maxResponseBytes?: number | undefined;
  /**
   * Allows `http:` to hosts other than this machine. Requests contain passwords in plain text, so use
   * it in closed networks only.
   */
  readonly allowInsecureHttp?: boolean | undefined;
}
