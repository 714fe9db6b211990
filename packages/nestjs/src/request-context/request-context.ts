import { AsyncLocalStorage } from "node:async_hooks";
import { setMaxListeners } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { User } from "@knetik-users/core";

/** The token of an `Authorization` header (RFC 6750). */
export const bearerTokenOf = (header: string | undefined): string | undefined =>
  header === undefined ? undefined : /^Bearer +(\S+) *$/i.exec(header)?.[1];

/** The state of one HTTP request. */
export class RequestContext {
  /** The user that the last guard loaded, if any. */
  user: User | undefined;
  /** Users by the guard cache that loaded them. */
  readonly users = new Map<object, User>();
  /** The caller's bearer token. */
  readonly token: string | undefined;
  readonly #response: ServerResponse;
  readonly #peer: string | undefined;
  #source: { readonly ip?: string };
  #handlers = 0;
  #hangUp: AbortController | undefined;

  constructor(request: IncomingMessage & { readonly ip?: string }, response: ServerResponse) {
    this.token = bearerTokenOf(request.headers.authorization);
    this.#response = response;
    this.#peer = request.socket.remoteAddress;
    // Express adds `ip` to Node's request.
    this.#source = request;
  }

  /** Sets Fastify's request, which knows the caller's address. */
  set source(source: { readonly ip?: string }) {
    this.#source = source;
  }

  /**
   * The caller's address, according to the `trust proxy` setting of Express or `trustProxy` of Fastify:
   * `X-Forwarded-For` counts only if it comes from a trusted proxy.
   */
  get address(): string | undefined {
    return this.#source.ip ?? this.#peer;
  }

  /** `true` if the caller disconnected before the response was sent. */
  get disconnected(): boolean {
    return this.#response.destroyed && !this.#response.writableFinished;
  }

  /**
   * `true` once the response has ended. If the caller disconnected before, once the handlers have ended:
   * they may still have something to complete.
   */
  get over(): boolean {
    return this.#response.writableEnded || (this.#response.destroyed && this.#handlers === 0);
  }

  /** Counts a handler that has started. Call the result when it has ended. */
  enterHandler(): () => void {
    this.#handlers += 1;
    return () => {
      this.#handlers -= 1;
    };
  }

  /** Aborted when the caller disconnects before the response is sent. Created on first use. */
  get signal(): AbortSignal {
    if (this.#hangUp === undefined) {
      const disconnect = (this.#hangUp = new AbortController());
      // Each call in flight adds a listener, and a request may have many.
      setMaxListeners(0, disconnect.signal);
      if (this.disconnected) disconnect.abort();
      else {
        this.#response.once("close", () => {
          if (!this.#response.writableFinished) disconnect.abort();
        });
      }
    }
    return this.#hangUp.signal;
  }
}

const storage = new AsyncLocalStorage<RequestContext | undefined>();
const contexts = new WeakMap<object, RequestContext>();

/** The request in whose context this runs, even if it is over; `undefined` in a background job. */
export const ambientRequest = (): RequestContext | undefined => storage.getStore();

/**
 * The current request; `undefined` in a background job. A timer, a queue or a shared connection keeps the
 * context of the request that started it, so a request that is over is not current.
 */
export const currentRequest = (): RequestContext | undefined => {
  const request = ambientRequest();
  return request?.over === true ? undefined : request;
};

/**
 * Runs a function outside of the current request, whose token its calls do not forward and with which
 * they are not cancelled. Use it for work that a request starts but others share: a timer, a queue, a
 * cache.
 *
 * @example
 * ```ts
 * import { outsideOfRequests, type UsersService } from "@knetik-users/nestjs";
 *
 * export const keepWarm = (users: UsersService) =>
 *   outsideOfRequests(() => setInterval(() => void users.asService().getUser(1), 60_000));
 * ```
 */
export const outsideOfRequests = <A>(run: () => A): A => storage.run(undefined, run);

/** Gets the context of a request, or creates it. */
const ensureContext = (request: IncomingMessage, response: ServerResponse): RequestContext => {
  let context = contexts.get(request);
  if (context === undefined) {
    context = new RequestContext(request, response);
    contexts.set(request, context);
  }
  return context;
};

/** Runs `next`, and everything it starts, in the context of a request. */
export const runInRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
): void => {
  storage.run(ensureContext(request, response), next);
};

/** Enters the context of a request for the rest of the current event. */
export const enterRequest = (request: IncomingMessage, response: ServerResponse): void => {
  storage.enterWith(ensureContext(request, response));
};

/** Runs a function in the context of a request. */
export const runInContext = <A>(context: RequestContext, run: () => A): A =>
  storage.run(context, run);

/** Node's own request or response; Fastify has it in `raw`. */
export const rawOf = <Raw extends object>(value: { readonly raw: Raw } | Raw): Raw =>
  "raw" in value ? value.raw : value;

/** Gets the context of a request of Express, Fastify or Node. */
export const contextOf = (request: unknown): RequestContext | undefined =>
  typeof request === "object" && request !== null ? contexts.get(rawOf(request)) : undefined;

/** Gets or creates the context; the module may be missing in a test with a fake service. */
export const contextFor = (
  request: { readonly raw: IncomingMessage } | IncomingMessage,
  response: { readonly raw: ServerResponse } | ServerResponse,
): RequestContext => ensureContext(rawOf(request), rawOf(response));
