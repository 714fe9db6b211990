import type { ServerResponse } from "node:http";
import { isUsersError, type UsersError } from "@knetik-users/core";
import {
  Catch,
  Inject,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from "@nestjs/common";
import { HttpAdapterHost } from "@nestjs/core";
import { throwError } from "rxjs";
import { LogEntry } from "../logging/log-entry.ts";
import { ambientRequest, contextOf, rawOf } from "../request-context/request-context.ts";
import { originOf } from "./error-origin.ts";
import type { ErrorResponse } from "./error-response.ts";
import { errorResponseOf } from "./error-response-of.ts";
import { emitException } from "./exception-event.ts";
import { ResponseError } from "./response-error.ts";

/** Matches errors of any copy of the core. Nest uses `instanceof`, which would match only one. */
class AnyUsersError {
  static [Symbol.hasInstance](value: unknown): boolean {
    return isUsersError(value);
  }
}

/** Also excludes the errors of clients with `filter: false`. */
class GloballyFilteredError {
  static [Symbol.hasInstance](value: unknown): boolean {
    return isUsersError(value) && originOf(value)?.filter !== false;
  }
}

/** A response of Express or Node, or a reply of Fastify. */
const isHttpResponse = (
  value: unknown,
): value is ServerResponse | { readonly raw: ServerResponse } =>
  typeof value === "object" && value !== null && ("setHeader" in value || "raw" in value);

/** For libraries that handle errors themselves: rejected, as if the handler had thrown it. */
const asException = (error: UsersError, { body, status }: ErrorResponse): Promise<never> =>
  Promise.reject(new HttpException(body, status, { cause: error }));

/**
 * Turns errors of the Users API into responses: of HTTP requests, on Express and Fastify, of message
 * handlers, of gateways (an `exception` event) and of GraphQL resolvers (an error with `extensions`).
 *
 * The module registers it globally for HTTP and GraphQL; set `filter: false` to use it with `@UseFilters`
 * only. Nest does not apply global filters to gateways, nor to the message handlers of an HTTP application:
 * put `@UseFilters(UsersExceptionFilter)` on their classes.
 */
@Catch(AnyUsersError)
export class UsersExceptionFilter implements ExceptionFilter<UsersError> {
  readonly #host: HttpAdapterHost;
  readonly #logger = new Logger("UsersExceptionFilter");

  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    this.#host = host;
  }

  /** Never throws. What it returns is what Nest expects of a filter for the transport. */
  catch(error: UsersError, host: ArgumentsHost): unknown {
    const type: string = host.getType();
    const request =
      type === "http" ? contextOf(host.switchToHttp().getRequest()) : ambientRequest();
    const disconnected = request?.disconnected ?? false;
    const response = errorResponseOf(error, disconnected);
    this.#log(error, response);
    switch (type) {
      case "http": {
        const httpResponse: unknown = host.switchToHttp().getResponse();
        // Some libraries call their message handlers with Nest's default type, which is HTTP.
        if (!isHttpResponse(httpResponse)) return asException(error, response);
        this.#reply(httpResponse, response);
        return undefined;
      }
      case "rpc":
        return throwError(() => response.body);
      case "ws": {
        emitException(host.switchToWs().getClient<object>(), response.body);
        return undefined;
      }
      // GraphQL takes an error that is returned for one that is thrown.
      case "graphql":
        return new ResponseError(response);
      default:
        return asException(error, response);
    }
  }

  #reply(
    httpResponse: ServerResponse | { readonly raw: ServerResponse },
    { status, headers, body }: ErrorResponse,
  ): void {
    const adapter = this.#host.httpAdapter;
    // Node's own response: the adapter of Nest 11 asks Fastify's, which a handler may have bypassed.
    if (rawOf(httpResponse).headersSent) {
      adapter.end(httpResponse);
      return;
    }
    for (const [name, value] of Object.entries(headers)) {
      adapter.setHeader(httpResponse, name, value);
    }
    adapter.reply(httpResponse, body, status);
  }

  #log(
    { _tag, operation, message, status, requestId, attempts }: UsersError,
    response: ErrorResponse,
  ) {
    if (response.status < 500) return;
    this.#logger.error(
      new LogEntry(message, {
        error: _tag,
        operation,
        responseStatus: response.status,
        attempts,
        ...(status !== undefined && { status }),
        ...(requestId !== undefined && { requestId }),
      }),
    );
  }
}

/** The filter that the module registers globally. */
@Catch(GloballyFilteredError)
export class GlobalUsersExceptionFilter extends UsersExceptionFilter {
  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    super(host);
  }
}
