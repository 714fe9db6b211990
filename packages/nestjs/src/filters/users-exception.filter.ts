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
import { throwError, type Observable } from "rxjs";
import { contextOf } from "../request-context/request-context.ts";
import { originOf } from "./error-origin.ts";
import type { ErrorResponse } from "./error-response.ts";
import { errorResponseOf } from "./error-response-of.ts";

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

/**
 * Turns errors of the Users API into HTTP responses, on Express and Fastify. The module registers it
 * globally; set `filter: false` to use it with `@UseFilters` only.
 */
@Catch(AnyUsersError)
export class UsersExceptionFilter implements ExceptionFilter<UsersError> {
  readonly #host: HttpAdapterHost;
  readonly #logger = new Logger("UsersExceptionFilter");

  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    this.#host = host;
  }

  /** For a message handler, returns the error that Nest sends. */
  catch(error: UsersError, host: ArgumentsHost): Observable<never> | undefined {
    const request: unknown = host.switchToHttp().getRequest();
    const response = errorResponseOf(error, contextOf(request)?.disconnected ?? false);
    this.#log(error, response);
    if (host.getType() === "rpc") return throwError(() => response.body);
    // For example a GraphQL resolver, whose library formats errors itself.
    if (host.getType() !== "http") throw new HttpException(response.body, response.status);
    const adapter = this.#host.httpAdapter;
    const httpResponse: unknown = host.switchToHttp().getResponse();
    if (adapter.isHeadersSent(httpResponse)) {
      adapter.end(httpResponse);
      return undefined;
    }
    for (const [name, value] of Object.entries(response.headers)) {
      adapter.setHeader(httpResponse, name, value);
    }
    adapter.reply(httpResponse, response.body, response.status);
    return undefined;
  }

  #log(
    { _tag, operation, message, status, requestId, attempts }: UsersError,
    response: ErrorResponse,
  ) {
    if (response.status < 500) return;
    this.#logger.error(message, {
      error: _tag,
      operation,
      responseStatus: response.status,
      attempts,
      ...(status !== undefined && { status }),
      ...(requestId !== undefined && { requestId }),
    });
  }
}

/** The filter that the module registers globally. */
@Catch(GloballyFilteredError)
export class GlobalUsersExceptionFilter extends UsersExceptionFilter {
  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    super(host);
  }
}
