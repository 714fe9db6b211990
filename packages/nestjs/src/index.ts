export { UsersModule } from "./module/usersModule.ts";
export type { UsersModuleAsyncOptions, UsersModuleRootOptions } from "./module/usersModule.ts";
export type {
  UsersModuleExtras,
  UsersModuleOptions,
  UsersOptionsFactory,
} from "./module/usersModuleOptions.ts";
export { getUsersToken, InjectUsers } from "./module/usersToken.ts";

export { UsersService } from "./service/usersService.ts";
export type { UsersCalls } from "./service/usersCalls.ts";
export { UsersContext } from "./request/usersContext.ts";
export { outsideOfRequests } from "./request/requestContext.ts";

export { UsersExceptionFilter } from "./filter/usersExceptionFilter.ts";
export { usersHttpException } from "./filter/usersHttpException.ts";
export type { UsersErrorOverrides } from "./filter/usersErrorOverrides.ts";
export type { UsersErrorBody } from "./filter/answer.ts";

export { CurrentUser, currentUserOf } from "./guard/currentUser.ts";
export { OptionalUser, Public, RequireUsersAdmin } from "./guard/routeAccess.ts";
export type { SignedInUsersOptions } from "./guard/signedInUsers.ts";
export { UsersAuthGuard, usersAuthGuard } from "./guard/usersAuthGuard.ts";

export type { LoggingOptions } from "./logging/clientEventLog.ts";
export { effectLogger } from "./logging/effectLogger.ts";
