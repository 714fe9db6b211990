import { STATUS_CODES } from "node:http";
import { Catch, HttpException, Inject, type ArgumentsHost } from "@nestjs/common";
import { BaseExceptionFilter, HttpAdapterHost } from "@nestjs/core";

/** The name of the status, such as `NotFound`; the code of the Users API's error for 429. */
const codeOf = (status: number): string =>
  status === 429 ? "RateLimited" : (STATUS_CODES[status] ?? "Error").replace(/\W/g, "");

const messageOf = (response: string | object, fallback: string): string => {
  const message: unknown =
    typeof response === "string" ? response : Reflect.get(response, "message");
  return typeof message === "string" ? message : fallback;
};

/** Gives Nest's own errors (unknown routes, invalid ids, throttling) the format of the Users API's. */
@Catch(HttpException)
export class HttpErrorFilter extends BaseExceptionFilter {
  constructor(@Inject(HttpAdapterHost) host: HttpAdapterHost) {
    super(host.httpAdapter);
  }

  override catch(error: HttpException, host: ArgumentsHost): void {
    const response = error.getResponse();
    // A health check has a body of its own.
    if (typeof response === "object" && ("code" in response || "details" in response)) {
      super.catch(error, host);
      return;
    }
    const status = error.getStatus();
    const body = {
      statusCode: status,
      error: STATUS_CODES[status],
      message: messageOf(response, error.message),
      code: codeOf(status),
    };
    super.catch(new HttpException(body, status, { cause: error }), host);
  }
}
