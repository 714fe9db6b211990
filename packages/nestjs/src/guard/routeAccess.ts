import { SetMetadata, type CustomDecorator, type ExecutionContext } from "@nestjs/common";

const signInKey = "knetik-users:sign-in";
const adminKey = "knetik-users:users-admin";

type SignIn = "optional" | "none";

/** What `UsersAuthGuard` demands of the caller of a route. */
export interface RouteAccess {
  readonly signIn: SignIn | "required";
  readonly admin: boolean;
}

/** `UsersAuthGuard` lets callers without a token pass, too. One that is not valid is still a 401. */
export const OptionalUser = (): CustomDecorator => SetMetadata(signInKey, "optional");

/** `UsersAuthGuard` does not look at callers at all. */
export const Public = (): CustomDecorator => SetMetadata(signInKey, "none");

/**
 * `UsersAuthGuard` demands that the caller has USERS_ADMIN. The API does not tell the roles of a user,
 * so the guard reads the caller's own tags, which the API allows to that role alone.
 */
export const RequireUsersAdmin = (): CustomDecorator => SetMetadata(adminKey, true);

/** What is said of the handler; only where nothing is, what is said of its class. */
export const routeAccessOf = (context: ExecutionContext): RouteAccess => {
  for (const place of [context.getHandler(), context.getClass()]) {
    const signIn = Reflect.getMetadata(signInKey, place) as SignIn | undefined;
    const admin = Reflect.getMetadata(adminKey, place) === true;
    // Nobody is an administrator without signing in, whatever else the same place says.
    if (admin) return { signIn: "required", admin };
    if (signIn !== undefined) return { signIn, admin };
  }
  return { signIn: "required", admin: false };
};
