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

/** What is said of the handler, or else of its class. */
export const routeAccessOf = (context: ExecutionContext): RouteAccess => {
  const read = (key: string): unknown =>
    Reflect.getMetadata(key, context.getHandler()) ?? Reflect.getMetadata(key, context.getClass());
  return {
    signIn: (read(signInKey) as SignIn | undefined) ?? "required",
    admin: read(adminKey) === true,
  };
};
