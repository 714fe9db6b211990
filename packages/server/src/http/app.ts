import { randomUUID } from "node:crypto";
import type { OperationName } from "@knetik-users/core/effect";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { Hono } from "hono";
import { DatabaseUnavailable, OutcomeUnknown } from "../database/databaseErrors.ts";
import type { Handlers } from "../api/context/handler.ts";
import type { Services } from "../api/context/services.ts";
import type { AppCall, AppEnvironment, AppExtension } from "./appExtension.ts";
import { docs } from "./openapi/docsPage.ts";
import { clientAddress, inProcess, type Trust } from "./clientAddress.ts";
import { crossOrigin, securityHeaders } from "./hardening.ts";
import { health } from "./health.ts";
import type { Log } from "./requestLog.ts";
import { answer, type Failure } from "./operation.ts";
import { apiErrorResponse, requestIdHeader, transportErrorResponse } from "./response.ts";
import { type RoutedOperation, routes } from "./routes/routes.ts";
import { makeTelemetry } from "./requestTelemetry.ts";
import { tokenErrorResponse } from "./tokenRequest.ts";

interface AppOptions {
  readonly services: Services;
  readonly handlers: Handlers;
  readonly extension: AppExtension | undefined;
  readonly log: Log;
  readonly telemetry: boolean;
  /** Allowed origins (CORS). */
  readonly origins: ReadonlyArray<string>;
  /** Trusted proxies. */
  readonly trust: Trust;
}

const failureResponse = (failure: Failure, call: AppCall): Response => {
  const authorization = call.req.header("authorization");
  switch (failure._tag) {
    case "TokenFailure":
      return tokenErrorResponse(failure, authorization !== undefined);
    case "UnreadableBody":
      return transportErrorResponse(failure.kind, call.var.requestId);
    case "RetryLater":
      return transportErrorResponse(failure.kind, call.var.requestId, {
        "retry-after": String(failure.retryAfter),
      });
    default:
      return apiErrorResponse(failure, call.var.requestId, authorization !== undefined);
  }
};

const serverError = (error: unknown, call: AppCall): Response => {
  // For the log only; the response contains no details.
  call.set("error", error instanceof Error ? (error.stack ?? error.message) : String(error));
  const { requestId } = call.var;
  if (error instanceof DatabaseUnavailable) {
    return transportErrorResponse("DatabaseUnavailable", requestId, { "retry-after": "1" });
  }
  // No Retry-After, which would mean that nothing was done.
  if (error instanceof OutcomeUnknown) return transportErrorResponse("OutcomeUnknown", requestId);
  return transportErrorResponse("ServerError", requestId);
};

/** Checks that every part of the path can be decoded. */
const isWellFormed = (url: string): boolean => {
  try {
    decodeURIComponent(new URL(url).pathname);
    return true;
  } catch {
    return false;
  }
};

const answerOperation =
  ({ services, handlers, trust }: AppOptions, name: OperationName) =>
  async (call: AppCall): Promise<Response> => {
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
    // Only the log sees this response.
    if (Cause.hasInterruptsOnly(exit.cause)) return new Response(null, { status: closedRequest });
    const failure = Cause.findErrorOption(exit.cause);
    return failure._tag === "Some"
      ? failureResponse(failure.value, call)
      : serverError(Cause.squash(exit.cause), call);
  };

const operation = (options: AppOptions, { name, path }: RoutedOperation) => {
  const { extension } = options;
  const answered = answerOperation(options, name);
  return (call: AppCall): Promise<Response> => {
    call.set("path", path);
    call.set("operation", name);
    return extension === undefined
      ? answered(call)
      : extension.aroundOperation(name, call, () => answered(call));
  };
};

/** Reports each request to OpenTelemetry. */
const traced = () => {
  const tell = makeTelemetry();
  return (call: AppCall, next: () => Promise<void>) =>
    tell(call.req.raw, async () => {
      await next();
      return { route: call.var.path, status: call.res.status };
    });
};
/** nginx's status for a client that disconnected. */
const closedRequest = 499;

/** Gives each request an id and logs its outcome. */
const observed = (log: Log) => async (call: AppCall, next: () => Promise<void>) => {
  const start = performance.now();
  const requestId = randomUUID();
  call.set("requestId", requestId);
  await next();
  call.header(requestIdHeader, requestId);
  const { path, error } = call.var;
  log({
    method: call.req.method,
    path,
    status: call.res.status,
    milliseconds: performance.now() - start,
    requestId,
    ...(error !== undefined && { error }),
  });
};

/** The HTTP application: the routes of the contract and everything around them. */
export const makeApp = (options: AppOptions): Hono<AppEnvironment> => {
  const app = new Hono<AppEnvironment>();
  if (options.telemetry) app.use(traced());
  app.use(observed(options.log));
  app.use(securityHeaders);
  if (options.origins.length > 0) {
    app.use(crossOrigin(options.origins, options.extension?.requestHeaders));
  }
  options.extension?.install(app);
  app.route("/", health(options.services.database));
  app.route("/", docs());
  app.use(async (call, next) => {
    if (isWellFormed(call.req.url)) return next();
    return transportErrorResponse("UnknownRoute", call.var.requestId);
  });
  for (const place of routes) {
    for (const routed of place) {
      app.on(routed.method, routed.pattern, operation(options, routed));
    }
    const allow = place.map(({ method }) => method).join(", ");
    // Registered before less specific routes, which could take a fixed word for an id.
    for (const { pattern } of place.slice(0, 1)) {
      app.all(pattern, (call) =>
        transportErrorResponse("MethodNotAllowed", call.var.requestId, { allow }),
      );
    }
  }
  app.notFound((call) => transportErrorResponse("UnknownRoute", call.var.requestId));
  app.onError((error, call) => serverError(error, call));
  return app;
};
