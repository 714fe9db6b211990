import type { User } from "@knetik-users/core";
import { createParamDecorator, type ExecutionContext } from "@nestjs/common";
import { contextOf } from "../request/requestContext.ts";

/** The user whom `UsersAuthGuard` found for a request of Express or Fastify. */
export const currentUserOf = (request: unknown): User | undefined => contextOf(request)?.user;

/** Injects the signed-in user into a handler; undefined where nobody has to be signed in. */
export const CurrentUser: () => ParameterDecorator = createParamDecorator(
  (_: unknown, context: ExecutionContext) => currentUserOf(context.switchToHttp().getRequest()),
);
