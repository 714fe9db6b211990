import type { CallHandler, ExecutionContext, NestInterceptor } from "@nestjs/common";
import { Observable } from "rxjs";
import { injectable } from "../decorate.ts";
import { contextOf, currentRequest, withinContext } from "./requestContext.ts";

/**
 * Enters the request's context again where a middleware of the application lost it, by going on from a
 * connection that requests share: handlers would call with the service's own credentials.
 */
export class RequestInterceptor implements NestInterceptor<unknown, unknown> {
  intercept(execution: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (execution.getType() !== "http") return next.handle();
    const context = contextOf(execution.switchToHttp().getRequest());
    if (context === undefined || context === currentRequest()) return next.handle();
    return new Observable((subscriber) =>
      withinContext(context, () => next.handle().subscribe(subscriber)),
    );
  }
}
injectable(RequestInterceptor, []);
