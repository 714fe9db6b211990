import type * as Effect from "effect/Effect";
import type * as Tracer from "effect/Tracer";
import type { ClientEvent } from "./clientEvents.ts";
import type { ReadHeaders } from "./requestHeaders.ts";
import type { ResolvedRetryOptions } from "./retryOptions.ts";

/** Validated client options that every call reads. */
export interface CallConfiguration {
  /** Has no trailing slash. */
  readonly baseUrl: string;
  readonly tokenUrl: string | undefined;
  /** Milliseconds. */
  readonly timeout: { readonly attempt: number; readonly call: number };
  readonly retry: ResolvedRetryOptions;
  /** Maximum number of requests in flight. */
  readonly concurrency: number;
  /** Reads the headers of a call. */
  readonly headers: () => ReadHeaders;
  readonly onEvent: ((event: ClientEvent) => void) | undefined;
  /** Only with Effect: the Promise client has no logger, and does without the code of Effect's. */
  readonly logDebug?: (message: string, details: object) => Effect.Effect<void>;
  readonly tracer: Tracer.Tracer | undefined;
  readonly propagateTrace: boolean | undefined;
  readonly maxResponseBytes: number;
}
