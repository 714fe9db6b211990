import type { OperationName } from "@knetik-users/core/effect";
import type { Context, Hono } from "hono";
import type { PeerAddress } from "./clientAddress.ts";

/** The state of one request. */
export interface AppEnvironment {
  readonly Variables: {
    requestId: string;
    operation?: OperationName;
    /** The route's path template. */
    path?: string;
    /** For the log only. */
    error?: string;
  };
  /** Provided by the listener; empty for a request in process. */
  readonly Bindings: { readonly peer?: PeerAddress };
}

export type AppCall = Context<AppEnvironment>;

/** Extends the HTTP application from above, as the sandbox does. */
export interface AppExtension {
  /** Additional request headers that other origins may send. */
  readonly requestHeaders: ReadonlyArray<string>;
  /** Adds routes and middleware before those of the API. */
  readonly install: (app: Hono<AppEnvironment>) => void;
  /** Wraps the response of an operation. */
  readonly aroundOperation: (
    operation: OperationName,
    call: AppCall,
    respond: () => Promise<Response>,
  ) => Promise<Response>;
}
