import type { OperationName } from "@knetik-users/core/effect";
import type { Hono } from "hono";
import type { AppCall, AppEnvironment } from "./appEnvironment.ts";

/** Extension point of the HTTP application, so that `http` need not import the sandbox. */
export interface AppExtension {
  /** Additional request headers that other origins may send. */
  readonly requestHeaders: ReadonlyArray<string>;
  /** Adds routes and middleware before those of the API. */
  readonly install: (app: Hono<AppEnvironment>) => void;
  /** Runs in place of an operation; `respond` runs the operation. */
  readonly aroundOperation: (
    operation: OperationName,
    call: AppCall,
    respond: () => Promise<Response>,
  ) => Promise<Response>;
}
