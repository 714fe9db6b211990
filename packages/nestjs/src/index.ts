export { UsersModule } from "./module/users.module.ts";
export type { UsersModuleAsyncOptions, UsersModuleRootOptions } from "./module/users.module.ts";
export type {
  LoggingOptions,
  SignedInUsersOptions,
  UsersModuleExtras,
  UsersModuleOptions,
  UsersOptionsFactory,
} from "./options/users-module-options.ts";
export { getUsersToken, InjectUsers } from "./client/users-token.ts";

export { UsersService } from "./client/users.service.ts";
export type { UsersCalls } from "./client/users-calls.ts";
export { UsersContext } from "./request-context/users-context.service.ts";
export { outsideOfRequests } from "./request-context/request-context.ts";

export { UsersExceptionFilter } from "./filters/users-exception.filter.ts";
export { usersHttpException } from "./filters/users-http.exception.ts";
export type { UsersErrorOverrides } from "./filters/users-error-overrides.ts";
export type { UsersErrorBody } from "./filters/error-response.ts";

export { CurrentUser, currentUserOf } from "./auth/current-user.decorator.ts";
export { OptionalUser, Public, RequireUsersAdmin } from "./auth/route-access.decorators.ts";
export { UsersAuthGuard, usersAuthGuard } from "./auth/users-auth.guard.ts";
export type { UsersAuthRequest } from "./auth/users-auth.guard.ts";

export { effectLogger } from "./client/effect-logger.ts";
