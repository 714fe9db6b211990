import {
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from "@nestjs/common";
import { Observable } from "rxjs";
import { contextOf, currentRequest, runInContext } from "./request-context.ts";

/**
 * Restores the request's context if a middleware has lost it, for example by continuing from a pooled
 * connection, and keeps the request current until the handler has ended.
 */
@Injectable()
export class RequestContextInterceptor implements NestInterceptor<unknown, unknown> {
  intercept(execution: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    // A message may be handled in the context of a request that is over, which is not the caller's.
    const context =
      execution.getType() === "http"
        ? contextOf(execution.switchToHttp().getRequest())
        : currentRequest();
    if (context === undefined) return next.handle();
    return new Observable((subscriber) => {
      const leave = context.enterHandler();
      const subscription = runInContext(context, () => next.handle().subscribe(subscriber));
      subscription.add(leave);
      return subscription;
    });
  }
}
