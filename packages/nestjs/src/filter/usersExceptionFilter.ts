import { isUsersError, type UsersError } from "@knetik-users/core";
import {
  Catch,
  HttpException,
  Logger,
  type ArgumentsHost,
  type ExceptionFilter,
} from "@nestjs/common";
import { HttpAdapterHost } from "@nestjs/core";
import { injectable } from "../decorate.ts";
import { contextOf } from "../request/requestContext.ts";
import { originOf } from "../service/errorOrigin.ts";
import type { Answer } from "./answer.ts";
import { answerOf } from "./answerOf.ts";

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

/** The answer that the client's `filter` option has for this error. */
const overridden = (error: UsersError, answer: Answer): Answer => {
  const overrides = originOf(error)?.filter;
  if (overrides === undefined || overrides === false) return answer;
  const override = overrides[error._tag] as
    ((error: UsersError) => HttpException | object | undefined) | undefined;
  const other = override?.(error);
  if (other === undefined) return answer;
  if (!(other instanceof HttpException)) return { ...answer, body: other };
  const status = other.getStatus();
  const response = other.getResponse();
  return {
    status,
    headers: status === answer.status ? answer.headers : {},
    body: typeof response === "string" ? { statusCode: status, message: response } : response,
  };
};

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

  catch(error: UsersError, host: ArgumentsHost): void {
    const request: unknown = host.switchToHttp().getRequest();
    const answer = overridden(
      error,
      answerOf(error, {
        origin: originOf(error),
        callerGone: contextOf(request)?.gone ?? false,
      }),
    );
    this.#log(error, answer);
    if (host.getType() !== "http") throw new HttpException(answer.body, answer.status);
    const adapter = this.#host.httpAdapter;
    const response: unknown = host.switchToHttp().getResponse();
    if (adapter.isHeadersSent(response)) {
      adapter.end(response);
      return;
    }
    for (const [name, value] of Object.entries(answer.headers)) {
      adapter.setHeader(response, name, value);
    }
    adapter.reply(response, answer.body, answer.status);
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
