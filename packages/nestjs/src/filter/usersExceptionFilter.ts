import { isUsersError, type UsersError } from "@knetik-users/core";
import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from "@nestjs/common";
import { HttpAdapterHost } from "@nestjs/core";
import { throwError, type Observable } from "rxjs";
import { injectable } from "../decorate.ts";
import { contextOf } from "../request/requestContext.ts";
import { originOf } from "../service/errorOrigin.ts";
import type { Answer } from "./answer.ts";
import { overriddenAnswerOf } from "./overriddenAnswerOf.ts";

/** What the filter catches: Nest asks with `instanceof`, which two copies of the core would break. */
class AnyUsersError {
  static [Symbol.hasInstance](value: unknown): boolean {
    return isUsersError(value);
  }
}

/** The same without the errors of clients that do not want the global filter. */
class GloballyFilteredError {
  static [Symbol.hasInstance](value: unknown): boolean {
    return isUsersError(value) && originOf(value)?.filter !== false;
  }
}

/**
 * Answers the errors of the Users API over HTTP, on Express and Fastify. The module registers it for
 * the whole application; give `filter: false` to use it with `@UseFilters` only.
 */
export class UsersExceptionFilter implements ExceptionFilter<UsersError> {
  readonly #host: HttpAdapterHost;
  readonly #logger = new Logger("UsersExceptionFilter");

  constructor(host: HttpAdapterHost) {
    this.#host = host;
  }

  /** Of a message handler, what Nest sends as its error. */
  catch(error: UsersError, host: ArgumentsHost): Observable<never> | undefined {
    const request: unknown = host.switchToHttp().getRequest();
    const answer = overriddenAnswerOf(error, contextOf(request)?.gone ?? false);
    this.#log(error, answer);
    if (host.getType() === "rpc") return throwError(() => answer.body);
    // Such as a resolver, whose errors its own library writes.
    if (host.getType() !== "http") throw new HttpException(answer.body, answer.status);
    const adapter = this.#host.httpAdapter;
    const response: unknown = host.switchToHttp().getResponse();
    if (adapter.isHeadersSent(response)) {
      adapter.end(response);
      return undefined;
    }
    for (const [name, value] of Object.entries(answer.headers)) {
      adapter.setHeader(response, name, value);
    }
    adapter.reply(response, answer.body, answer.status);
    return undefined;
  }

  #log({ _tag, operation, message, status, requestId, attempts }: UsersError, answer: Answer) {
    if (answer.status < 500) return;
    this.#logger.error(message, {
      error: _tag,
      operation,
      answered: answer.status,
      attempts,
      ...(status !== undefined && { status }),
      ...(requestId !== undefined && { requestId }),
    });
  }
}
injectable(UsersExceptionFilter, [HttpAdapterHost]);
Catch(AnyUsersError)(UsersExceptionFilter);

/** The one that the module registers. */
export class GlobalUsersExceptionFilter extends UsersExceptionFilter {}
injectable(GlobalUsersExceptionFilter, [HttpAdapterHost]);
Catch(GloballyFilteredError)(GlobalUsersExceptionFilter);
