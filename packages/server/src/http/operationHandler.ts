import type { OperationName } from "@knetik-users/core/effect";
import type { Handlers } from "../api/context/handler.ts";
import type { Services } from "../api/context/services.ts";
import type { AppCall } from "./appEnvironment.ts";
import type { AppExtension } from "./appExtension.ts";
import type { Trust } from "./clientAddress.ts";
import { answer } from "./operation.ts";
import { callOf, respondWith } from "./respondWith.ts";
import type { RoutedOperation } from "./routes/routes.ts";

export interface OperationOptions {
  readonly services: Services;
  readonly handlers: Handlers;
  readonly extension: AppExtension | undefined;
  /** Trusted proxies. */
  readonly trust: Trust;
}

const runOperation = (
  { services, handlers, trust }: OperationOptions,
  name: OperationName,
  call: AppCall,
): Promise<Response> => respondWith(call, answer(services, handlers, name, callOf(call, trust)));

/** Handles the requests of one operation. */
export const operationHandler = (options: OperationOptions, { name, path }: RoutedOperation) => {
  const { extension } = options;
  return (call: AppCall): Promise<Response> => {
    call.set("path", path);
    call.set("operation", name);
    const run = () => runOperation(options, name, call);
    return extension === undefined ? run() : extension.aroundOperation(name, call, run);
  };
};
