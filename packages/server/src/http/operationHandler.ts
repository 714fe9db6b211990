import type { OperationName } from "@knetik-users/core/effect";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import type { Handlers } from "../api/context/handler.ts";
import type { Services } from "../api/context/services.ts";
import type { AppCall } from "./appEnvironment.ts";
import type { AppExtension } from "./appExtension.ts";
import { clientAddress, inProcess, type Trust } from "./clientAddress.ts";
import { failureResponse, serverErrorResponse } from "./failureResponse.ts";
import { answer } from "./operation.ts";
import type { RoutedOperation } from "./routes/routes.ts";

/** nginx's status for a client that disconnected. */
const clientClosedRequest = 499;

export interface OperationOptions {
  readonly services: Services;
  readonly handlers: Handlers;
  readonly extension: AppExtension | undefined;
  /** Trusted proxies. */
  readonly trust: Trust;
}

const runOperation = async (
  { services, handlers, trust }: OperationOptions,
  name: OperationName,
  call: AppCall,
): Promise<Response> => {
  const { peer = inProcess } = call.env;
  const request = call.req.raw;
  const exit = await Effect.runPromiseExit(
    // Handlers mark the steps that a disconnect may interrupt.
    Effect.uninterruptible(
      answer(services, handlers, name, {
        request,
        params: call.req.param(),
        requestId: call.var.requestId,
        address: clientAddress(peer, call.req.header("x-forwarded-for") ?? null, trust),
      }),
    ),
    { signal: request.signal },
  );
  if (Exit.isSuccess(exit)) return exit.value;
  if (Cause.hasInterruptsOnly(exit.cause)) {
    // The client is gone; this status is only recorded.
    return new Response(null, { status: clientClosedRequest });
  }
  const failure = Cause.findErrorOption(exit.cause);
  return failure._tag === "Some"
    ? failureResponse(failure.value, call)
    : serverErrorResponse(Cause.squash(exit.cause), call);
};

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
