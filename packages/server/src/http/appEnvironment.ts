import type { OperationName } from "@knetik-users/core/effect";
import type { Context } from "hono";
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
  /** Provided by the listener; empty for an in-process request. */
  readonly Bindings: { readonly peer?: PeerAddress };
}

export type AppCall = Context<AppEnvironment>;
