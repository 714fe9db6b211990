import { SetMetadata, type CustomDecorator, type ExecutionContext } from "@nestjs/common";

const signInKey = "knetik-users:sign-in";
const adminKey = "knetik-users:users-admin";

type SignIn = "optional" | "none";

/** The requirements of a route on its caller. */
export interface RouteAccess {
  readonly signIn: SignIn | "required";
  readonly admin: boolean;
}

/** Lets callers without a token pass `UsersAuthGuard`. An invalid token still gets a 401. */
export const OptionalUser = (): CustomDecorator => SetMetadata(signInKey, "optional");

/** Disables `UsersAuthGuard` for a route. */
export const Public = (): CustomDecorator => SetMetadata(signInKey, "none");

/**
 * Makes `UsersAuthGuard` require USERS_ADMIN. The API does not report roles, so the guard reads the
 * caller's own tags, which only that role may do.
 */
export const RequireUsersAdmin = (): CustomDecorator => SetMetadata(adminKey, true);

/** Reads the decorators of the handler, or else those of its class. */
export const routeAccessOf = (context: ExecutionContext): RouteAccess => {
  for (const place of [context.getHandler(), context.getClass()]) {
    const signIn = Reflect.getMetadata(signInKey, place) as SignIn | undefined;
    const admin = Reflect.getMetadata(adminKey, place) === true;
    // RequireUsersAdmin wins over OptionalUser and Public: an administrator has to be signed in.
    if (admin) return { signIn: "required", admin };
    if (signIn !== undefined) return { signIn, admin };
  }
  return { signIn: "required", admin: false };
};
