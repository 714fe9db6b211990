import type { IncomingMessage, ServerResponse } from "node:http";
import { isUsersError } from "@knetik-users/core";
import {
  ForbiddenException,
  HttpException,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
  type Type,
} from "@nestjs/common";
import { injectable } from "../decorate.ts";
import { errorBody } from "../filter/answer.ts";
import { answerOf } from "../filter/answerOf.ts";
import { getUsersToken } from "../module/usersToken.ts";
import { contextFor, rawOf, type RequestContext } from "../request/requestContext.ts";
import { originOf } from "../service/errorOrigin.ts";
import type { UsersService } from "../service/usersService.ts";
import { routeAccessOf } from "./routeAccess.ts";
import { signedInUsersOf, type SignedInUsers } from "./signedInUsers.ts";

/** Where no filter will answer an error, the guard does. */
const answered = (error: unknown, request: RequestContext, response: ServerResponse): unknown => {
  if (!isUsersError(error)) return error;
  const origin = originOf(error);
  if (origin !== undefined && origin.filter !== false) return error;
  const answer = answerOf(error, {
    origin: { operation: "getUser", byCaller: true, filter: false },
    callerGone: request.gone,
  });
  // On Node's own response: what Express and Fastify send includes it.
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value);
  return new HttpException(answer.body, answer.status, { cause: error });
};

const noToken = (response: ServerResponse) => {
  response.setHeader("www-authenticate", "Bearer");
  return new UnauthorizedException(errorBody(401, "Unauthorized", "An access token is needed."));
};
const notAdmin = () => new ForbiddenException(errorBody(403, "Forbidden", "You may not do this."));

/**
 * Lets callers pass whose bearer token the Users API knows, and finds out who they are: see
 * `@CurrentUser()`. Over HTTP only. Routes may say `@OptionalUser()`, `@Public()` or
 * `@RequireUsersAdmin()`.
 */
export class UsersAuthGuard implements CanActivate {
  readonly #signedIn: SignedInUsers;

  constructor(users: UsersService) {
    this.#signedIn = signedInUsersOf(users);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { signIn, admin } = routeAccessOf(context);
    if (signIn === "none") return true;
    const http = context.switchToHttp();
    const response = rawOf(http.getResponse<ServerResponse>());
    const request = contextFor(http.getRequest<IncomingMessage>(), response);
    if (request.token === undefined) {
      if (signIn === "optional" && !admin) return true;
      throw noToken(response);
    }
    try {
      request.user ??= await this.#signedIn.userOf(request.token);
      if (!admin || (await this.#signedIn.isAdmin(request.token, request.user))) return true;
    } catch (error) {
      throw answered(error, request, response);
    }
    throw notAdmin();
  }
}
injectable(UsersAuthGuard, [getUsersToken()]);

/** The guard of a client with a name. Make it once, and use the class: `@UseGuards(EuropeGuard)`. */
export const usersAuthGuard = (name: string): Type<CanActivate> => {
  class NamedUsersAuthGuard extends UsersAuthGuard {}
  injectable(NamedUsersAuthGuard, [getUsersToken(name)]);
  return NamedUsersAuthGuard;
};
