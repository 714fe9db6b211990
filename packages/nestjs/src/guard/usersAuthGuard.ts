import type { IncomingMessage, ServerResponse } from "node:http";
import { isUsersError, type User } from "@knetik-users/core";
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

const unauthorized = (message: string) => (response: ServerResponse) => {
  response.setHeader("www-authenticate", "Bearer");
  return new UnauthorizedException(errorBody(401, "Unauthorized", message));
};
const noToken = unauthorized("An access token is needed.");
const nobody = unauthorized("The access token belongs to no user.");
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

  /** Once a request, and once for each client: a user of one API is nobody in another. */
  async #userOf(request: RequestContext, token: string): Promise<User> {
    const known = request.users.get(this.#signedIn);
    if (known !== undefined) return known;
    const user = await this.#signedIn.userOf(token);
    request.users.set(this.#signedIn, user);
    return user;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { signIn, admin } = routeAccessOf(context);
    if (signIn === "none") return true;
    if (context.getType() !== "http") throw new Error(notHttp);
    const http = context.switchToHttp();
    const response = rawOf(http.getResponse<ServerResponse>());
    const request = contextFor(http.getRequest<IncomingMessage>(), response);
    if (request.token === undefined) {
      if (signIn === "optional") return true;
      throw noToken(response);
    }
    try {
      const user = await this.#userOf(request, request.token);
      request.user = user;
      if (!admin || (await this.#signedIn.isAdmin(request.token, user))) return true;
    } catch (error) {
      // A token of a client, or of somebody who is deleted, signs nobody in.
      if (isUsersError(error) && error._tag === "UserNotFound") throw nobody(response);
      throw answered(error, request, response);
    }
    throw notAdmin();
  }
}
injectable(UsersAuthGuard, [getUsersToken()]);

const notHttp =
  "[KUN1005] UsersAuthGuard reads the bearer token of an HTTP request, and this is none. " +
  'Guard message handlers and resolvers with a guard of your own, which may ask `users.as(token).getUser("me")`.';

/** The guard of a client with a name. Make it once, and use the class: `@UseGuards(EuropeGuard)`. */
export const usersAuthGuard = (name: string): Type<CanActivate> => {
  class NamedUsersAuthGuard extends UsersAuthGuard {}
  injectable(NamedUsersAuthGuard, [getUsersToken(name)]);
  return NamedUsersAuthGuard;
};
