import type { IncomingMessage, ServerResponse } from "node:http";
import { isUsersError, type User, type UsersError } from "@knetik-users/core";
import {
  ForbiddenException,
  HttpException,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
  type Type,
} from "@nestjs/common";
import { errorBody } from "../filters/error-response.ts";
import { toErrorResponse } from "../filters/to-error-response.ts";
import { InjectUsers } from "../client/users-token.ts";
import {
  bearerTokenOf,
  contextFor,
  contextOf,
  rawOf,
  type RequestContext,
} from "../request-context/request-context.ts";
import { originOf, setOrigin } from "../filters/error-origin.ts";
import { usersError } from "../filters/users-error.ts";
import type { UsersService } from "../client/users.service.ts";
import { setCaller } from "./callers.ts";
import { routeAccessOf, type RouteAccess } from "./route-access.decorators.ts";
import { signedInUsersOf, type SignedInUsers } from "./signed-in-users.ts";

/** Sends the error as a response if no filter of the module will. */
const withResponse = (
  error: unknown,
  request: RequestContext,
  response: ServerResponse,
): unknown => {
  if (!isUsersError(error)) return error;
  const origin = originOf(error);
  if (origin !== undefined && origin.filter !== false) return error;
  const errorResponse = toErrorResponse(error, {
    origin: { operation: "getUser", byCaller: true, filter: false },
    disconnected: request.disconnected,
  });
  // Set on Node's own response, which Express and Fastify extend.
  for (const [name, value] of Object.entries(errorResponse.headers))
    response.setHeader(name, value);
  return new HttpException(errorResponse.body, errorResponse.status, { cause: error });
};

const unauthorized = (message: string) => (response: ServerResponse) => {
  response.setHeader("www-authenticate", "Bearer");
  return new UnauthorizedException(errorBody(401, "Unauthorized", message));
};
const noToken = unauthorized("An access token is required.");
const noUser = unauthorized("The access token belongs to no user.");
const notAdmin = () =>
  new ForbiddenException(errorBody(403, "Forbidden", "You are not allowed to do this."));

/** The part of a request that the guard reads: an HTTP request, or the handshake of a socket. */
export interface UsersAuthRequest {
  readonly headers: { readonly authorization?: string | undefined };
}

const hasHeaders = (request: unknown): request is UsersAuthRequest =>
  typeof request === "object" && request !== null && "headers" in request;

/** An error that `UsersExceptionFilter` sends in the form of the transport. */
const refusal = (tag: "Unauthorized" | "Forbidden"): UsersError => {
  const error = usersError(tag);
  setOrigin(error, { operation: "getUser", byCaller: true, filter: {} });
  return error;
};

/**
 * Requires a bearer token that the Users API accepts, and loads its user for `@CurrentUser()`. Change the
 * requirement of a route with `@OptionalUser()`, `@Public()` or `@RequireUsersAdmin()`.
 *
 * It finds the token of HTTP requests. For GraphQL, gateways and message handlers override `getRequest`.
 *
 * @example
 * ```ts
 * import { UsersAuthGuard, type UsersAuthRequest } from "@knetik-users/nestjs";
 * import { Injectable, type ExecutionContext } from "@nestjs/common";
 *
 * @Injectable()
 * export class GraphqlAuthGuard extends UsersAuthGuard {
 *   override getRequest(context: ExecutionContext): UsersAuthRequest {
 *     return context.getArgByIndex<{ req: UsersAuthRequest }>(2).req;
 *   }
 * }
 * ```
 */
@Injectable()
export class UsersAuthGuard implements CanActivate {
  readonly #signedIn: SignedInUsers;

  constructor(@InjectUsers() users: UsersService) {
    this.#signedIn = signedInUsersOf(users);
  }

  /** The request with the caller's token. Override it for other transports than HTTP. */
  getRequest(context: ExecutionContext): UsersAuthRequest {
    const request: unknown = context.switchToHttp().getRequest();
    // Libraries for queues may call their handlers with Nest's default type, which is HTTP.
    if (context.getType() !== "http" || !hasHeaders(request)) throw new Error(notHttp);
    return request;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { signIn, admin } = routeAccessOf(context);
    if (signIn === "none") return true;
    const source = this.getRequest(context);
    return context.getType() === "http"
      ? this.#activateHttp(context, signIn, admin)
      : this.#activate(context, source, signIn, admin);
  }

  /** Cached per request and client: two clients may know different users by the same token. */
  async #userOf(request: RequestContext | undefined, token: string): Promise<User> {
    const known = request?.users.get(this.#signedIn);
    if (known !== undefined) return known;
    const user = await this.#signedIn.userOf(token);
    request?.users.set(this.#signedIn, user);
    return user;
  }

  async #activateHttp(
    context: ExecutionContext,
    signIn: RouteAccess["signIn"],
    admin: boolean,
  ): Promise<boolean> {
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
      // The token belongs to a client without a user, or to a deleted user.
      if (isUsersError(error) && error._tag === "UserNotFound") throw noUser(response);
      throw withResponse(error, request, response);
    }
    throw notAdmin();
  }

  async #activate(
    context: ExecutionContext,
    source: UsersAuthRequest,
    signIn: RouteAccess["signIn"],
    admin: boolean,
  ): Promise<boolean> {
    const token = bearerTokenOf(source.headers.authorization);
    if (token === undefined) {
      if (signIn !== "optional") throw refusal("Unauthorized");
      // Not the caller of an earlier message with the same client and payload.
      setCaller(context, undefined);
      return true;
    }
    const request = contextOf(source);
    try {
      const user = await this.#userOf(request, token);
      if (request !== undefined) request.user = user;
      setCaller(context, user);
      if (!admin || (await this.#signedIn.isAdmin(token, user))) return true;
    } catch (error) {
      throw isUsersError(error) && error._tag === "UserNotFound" ? refusal("Unauthorized") : error;
    }
    throw refusal("Forbidden");
  }
}

const notHttp =
  "[KUN1005] UsersAuthGuard finds the token of HTTP requests only. For GraphQL, gateways and message " +
  "handlers extend it and override getRequest(context).";

/** Creates the guard of a named client. Create it once and use the class: `@UseGuards(EuropeGuard)`. */
export const usersAuthGuard = (name: string): Type<UsersAuthGuard> => {
  @Injectable()
  class NamedUsersAuthGuard extends UsersAuthGuard {
    constructor(@InjectUsers(name) users: UsersService) {
      super(users);
    }
  }
  return NamedUsersAuthGuard;
};
