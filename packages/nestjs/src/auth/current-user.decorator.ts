import type { User } from "@knetik-users/core";
import { createParamDecorator, type ExecutionContext } from "@nestjs/common";
import { contextOf } from "../request-context/request-context.ts";
import { callerOf } from "./callers.ts";

/** The user that `UsersAuthGuard` loaded for an Express or Fastify request. */
export const currentUserOf = (request: unknown): User | undefined => contextOf(request)?.user;

/**
 * Injects the signed-in user into a handler, a resolver, a gateway or a message handler; `undefined` if it
 * allows anonymous callers.
 */
export const CurrentUser: () => ParameterDecorator = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.getType() === "http"
      ? currentUserOf(context.switchToHttp().getRequest())
      : callerOf(context),
);
