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
 * connection. Handlers would otherwise call the API with the service's own credentials.
 */
@Injectable()
export class RequestContextInterceptor implements NestInterceptor<unknown, unknown> {
  intercept(execution: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    if (execution.getType() !== "http") return next.handle();
    const context = contextOf(execution.switchToHttp().getRequest());
    if (context === undefined || context === currentRequest()) return next.handle();
    return new Observable((subscriber) =>
      runInContext(context, () => next.handle().subscribe(subscriber)),
    );
  }
}
