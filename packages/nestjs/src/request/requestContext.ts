import { AsyncLocalStorage } from "node:async_hooks";
import { setMaxListeners } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { User } from "@knetik-users/core";
import { bearerTokenOf } from "./bearerToken.ts";

/** What the module knows of the HTTP request that is being served. */
export class RequestContext {
  /** The user whom the last guard found, if there was one. */
  user: User | undefined;
  /** By whoever found them. */
  readonly users = new Map<object, User>();
  /** The caller's bearer token. */
  readonly token: string | undefined;
  readonly #response: ServerResponse;
  #hangUp: AbortController | undefined;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.token = bearerTokenOf(request.headers.authorization);
    this.#response = response;
  }

  /** Whether the caller went away before it was answered. */
  get gone(): boolean {
    return this.#response.destroyed && !this.#response.writableFinished;
  }

  /** Fires when the caller goes away before it is answered. Made when it is first asked for. */
  get signal(): AbortSignal {
    if (this.#hangUp === undefined) {
      const hangUp = (this.#hangUp = new AbortController());
      // One listener for each call under way, of which a request may have many.
      setMaxListeners(0, hangUp.signal);
      if (this.gone) hangUp.abort();
      else {
        this.#response.once("close", () => {
          if (!this.#response.writableFinished) hangUp.abort();
        });
      }
    }
    return this.#hangUp.signal;
  }
}

const storage = new AsyncLocalStorage<RequestContext | undefined>();
const contexts = new WeakMap<object, RequestContext>();

/** The request that is being served where this is called; none in a background job. */
export const currentRequest = (): RequestContext | undefined => storage.getStore();

/**
 * Runs something outside of the request that is being served: calls in there carry the service's own
 * credentials and are not cancelled with the request. For what a request starts and others share,
 * such as a timer, a queue or a cache.
 *
 * @example
 * ```ts
 * import { outsideOfRequests, type UsersService } from "@knetik-users/nestjs";
 *
 * export const keepWarm = (users: UsersService) =>
 *   outsideOfRequests(() => setInterval(() => void users.getUser(1), 60_000));
 * ```
 */
export const outsideOfRequests = <A>(run: () => A): A => storage.run(undefined, run);

/** The context of a request, made where there is none yet. */
const ensureContext = (request: IncomingMessage, response: ServerResponse): RequestContext => {
  let context = contexts.get(request);
  if (context === undefined) {
    context = new RequestContext(request, response);
    contexts.set(request, context);
  }
  return context;
};

/** Serves a request: what runs in `next`, and all that follows from it, finds its context. */
export const withinRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
): void => {
  storage.run(ensureContext(request, response), next);
};

/** From here on this is served, until the event that brought it is over. */
export const enterRequest = (request: IncomingMessage, response: ServerResponse): void => {
  storage.enterWith(ensureContext(request, response));
};

/** Goes on within a request that is being served already. */
export const withinContext = <A>(context: RequestContext, run: () => A): A =>
  storage.run(context, run);

/** Node's own request or response, which Fastify has in `raw`. */
export const rawOf = <Raw extends object>(value: { readonly raw: Raw } | Raw): Raw =>
  "raw" in value ? value.raw : value;

/** The context of a request of Express, of Fastify or of Node itself. */
export const contextOf = (request: unknown): RequestContext | undefined =>
  typeof request === "object" && request !== null ? contexts.get(rawOf(request)) : undefined;

/** The same, also where the module is not there, as in a test with a fake service. */
export const contextFor = (
  request: { readonly raw: IncomingMessage } | IncomingMessage,
  response: { readonly raw: ServerResponse } | ServerResponse,
): RequestContext => ensureContext(rawOf(request), rawOf(response));
