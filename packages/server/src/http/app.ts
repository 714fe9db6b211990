import { randomUUID } from "node:crypto";
import type { OperationName } from "@knetik-users/core/effect";
import * as Cause from "effect/Cause";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import { type Context, Hono } from "hono";
import { DatabaseUnavailable, OutcomeUnknown } from "../database/troubles.ts";
import type { Handlers } from "../handlers.ts";
import { mailbox } from "../sandbox/mailbox.ts";
import type { Services } from "../services.ts";
import { clientAddress, inProcess, type Peer, type Trust } from "./clientAddress.ts";
import { crossOrigin, securityHeaders } from "./hardening.ts";
import type { Log } from "./log.ts";
import { answer, type Failure } from "./operation.ts";
import { refusalResponse, requestIdHeader, transportResponse } from "./result.ts";
import { routes } from "./routes.ts";
import { tokenRefusalResponse } from "./token.ts";

interface AppOptions {
  readonly services: Services;
  readonly handlers: Handlers;
  readonly sandbox: boolean;
  readonly log: Log;
  /** The origins whose pages may call. */
  readonly origins: ReadonlyArray<string>;
  /** The proxies that are believed. */
  readonly trust: Trust;
}

/** What the listener knows of a request; nothing of one in process. */
interface Bindings {
  readonly peer?: Peer;
}

interface Variables {
  requestId: string;
  path?: string;
  error?: string;
}
interface Environment {
  Variables: Variables;
  Bindings: Bindings;
}
type Call = Context<Environment>;

const failureResponse = (failure: Failure, call: Call): Response => {
  const authorization = call.req.header("authorization");
  switch (failure._tag) {
    case "TokenFailure":
      return tokenRefusalResponse(failure, authorization !== undefined);
    case "UnreadableBody":
      return transportResponse(failure.kind, call.var.requestId);
    case "NotNow":
      return transportResponse(failure.kind, call.var.requestId, {
        "retry-after": String(failure.retryAfter),
      });
    default:
      return refusalResponse(failure, call.var.requestId, authorization !== undefined);
  }
};

const serverError = (error: unknown, call: Call): Response => {
  // For the log alone. The answer says only that it happened.
  call.set("error", error instanceof Error ? (error.stack ?? error.message) : String(error));
  const { requestId } = call.var;
  if (error instanceof DatabaseUnavailable) {
    return transportResponse("DatabaseUnavailable", requestId, { "retry-after": "1" });
  }
  // Without Retry-After, which would say that nothing was done.
  if (error instanceof OutcomeUnknown) return transportResponse("OutcomeUnknown", requestId);
  return transportResponse("ServerError", requestId);
};

/** Whether every part of the path can be decoded: what cannot be names nothing. */
const isWellFormed = (url: string): boolean => {
  try {
    decodeURIComponent(new URL(url).pathname);
    return true;
  } catch {
    return false;
  }
};

const operation =
  ({ services, handlers, trust }: AppOptions, name: OperationName, path: string) =>
  async (call: Call): Promise<Response> => {
    call.set("path", path);
    const { peer = inProcess } = call.env;
    const request = call.req.raw;
    const exit = await Effect.runPromiseExit(
      // Where it may be left off when the client has gone away, it says so itself.
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
    // Nobody reads it but the log.
    if (Cause.hasInterruptsOnly(exit.cause)) return new Response(null, { status: closedRequest });
    const failure = Cause.findErrorOption(exit.cause);
    return failure._tag === "Some"
      ? failureResponse(failure.value, call)
      : serverError(Cause.squash(exit.cause), call);
  };

/** "Client closed request", as nginx counts it. */
const closedRequest = 499;

/** Gives each request an id and tells the log how it ended. */
const observed = (log: Log) => async (call: Call, next: () => Promise<void>) => {
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

/** The whole of HTTP: routes from the contract, and what happens outside of them. */
export const makeApp = (options: AppOptions): Hono<Environment> => {
  const app = new Hono<Environment>();
  app.use(observed(options.log));
  app.use(securityHeaders);
  if (options.origins.length > 0) app.use(crossOrigin(options.origins));
  if (options.sandbox) {
    app.get("/_sandbox/mail", mailbox(options.services));
  }
  app.use(async (call, next) => {
    if (isWellFormed(call.req.url)) return next();
    return transportResponse("UnknownRoute", call.var.requestId);
  });
  for (const place of routes) {
    for (const { name, method, path, pattern } of place) {
      app.on(method, pattern, operation(options, name, path));
    }
    const allow = place.map(({ method }) => method).join(", ");
    // Before the next place, a less specific one, could take a fixed word for an id.
    for (const { pattern } of place.slice(0, 1)) {
      app.all(pattern, (call) =>
        transportResponse("MethodNotAllowed", call.var.requestId, { allow }),
      );
    }
  }
  app.notFound((call) => transportResponse("UnknownRoute", call.var.requestId));
  app.onError((error, call) => serverError(error, call));
  return app;
};
