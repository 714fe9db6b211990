import * as _nestjs_common from "@nestjs/common";
import { OnModuleDestroy, OnApplicationShutdown, HttpException, CustomDecorator, CanActivate, ExecutionContext, ExceptionFilter, ArgumentsHost, InjectionToken, Type } from "@nestjs/common";
import { ClientEvent, UsersClientOptions, UsersError, User, FieldIssue } from "@knetik-users/core";
import { PromiseOperations, UsersApi, PartialUsersClient, Contract, UserRef, OperationName, UsersClient } from "@knetik-users/core/effect";
import { HttpAdapterHost } from "@nestjs/core";
import { Observable } from "rxjs";
import * as Logger from "effect/Logger";
type UsersErrorOverrides = {
    readonly [Tag in UsersError["_tag"]]?: ((error: Extract<UsersError, {
        readonly _tag: Tag;
    }>) => HttpException | object | undefined) | undefined;
};
interface BudgetWatch {
    readonly onEvent: (event: ClientEvent) => void;
    readonly spentWithin: (milliseconds: number) => boolean;
}
declare class InFlight {
    #private;
    readonly enter: () => void;
    readonly leave: () => void;
    idle(): Promise<void>;
}
type ChangedUser = UserRef | "all";
type UserChangeListener = (user: ChangedUser, token: string | null | undefined) => void;
interface Engine {
    readonly api: UsersApi;
    readonly client: PartialUsersClient<Contract>;
    readonly inFlight: InFlight;
    readonly budget: BudgetWatch;
    readonly onUserChanged: (listener: UserChangeListener) => void;
    readonly note: (operation: OperationName, args: ReadonlyArray<unknown>, error: unknown) => void;
    readonly close: () => Promise<void>;
}
type Whose = {
    readonly token: "default";
} | {
    readonly token: "own";
} | {
    readonly token: "given";
    readonly given: string | null;
};
interface CallEnvironment {
    readonly engine: Engine;
    readonly forwardToken: boolean;
    readonly cancelOnDisconnect: boolean;
}
declare const Operations: new () => PromiseOperations;
declare class UsersCalls extends Operations {
    #private;
    constructor(environment: CallEnvironment, whose: Whose);
    get result(): UsersClient["result"];
    get all(): UsersClient["all"];
    get pages(): UsersClient["pages"];
    get effect(): UsersApi;
    as(token: string | null): UsersCalls;
    asService(): UsersCalls;
}
declare class UsersService extends UsersCalls implements OnModuleDestroy, OnApplicationShutdown {
    #private;
    constructor(options: UsersModuleOptions, name?: string);
    get options(): UsersModuleOptions;
    retryBudgetSpentWithin(milliseconds: number): boolean;
    onModuleDestroy(): void;
    onApplicationShutdown(): Promise<void>;
}
interface SignedInUsersOptions {
    readonly ttl?: number | undefined;
    readonly max?: number | undefined;
}
interface LoggingOptions {
    readonly attempts?: boolean | undefined;
}
interface UsersModuleOptions extends UsersClientOptions {
    readonly forwardToken?: boolean | undefined;
    readonly cancelOnDisconnect?: boolean | undefined;
    readonly shutdownTimeout?: number | undefined;
    readonly filter?: false | UsersErrorOverrides | undefined;
    readonly logging?: false | LoggingOptions | undefined;
    readonly guard?: SignedInUsersOptions | undefined;
}
interface UsersOptionsFactory {
    createUsersOptions(): UsersModuleOptions | Promise<UsersModuleOptions>;
}
interface UsersModuleExtras {
    readonly isGlobal?: boolean | undefined;
    readonly name?: string | undefined;
}
declare const ConfigurableModuleClass: _nestjs_common.ConfigurableModuleCls<UsersModuleOptions, "forRoot", "createUsersOptions", UsersModuleExtras>;
declare const _options: UsersModuleOptions & Partial<UsersModuleExtras>;
declare const _asyncOptions: _nestjs_common.ConfigurableModuleAsyncOptions<UsersModuleOptions, "createUsersOptions"> & Partial<UsersModuleExtras>;
type UsersModuleAsyncOptions = typeof _asyncOptions;
type UsersModuleRootOptions = typeof _options;
declare class UsersModule extends ConfigurableModuleClass {
}
declare const getUsersToken: (name?: string) => InjectionToken<UsersService>;
declare const InjectUsers: (name?: string) => PropertyDecorator & ParameterDecorator;
declare class UsersContext {
    get user(): User | undefined;
    get token(): string | undefined;
    get signal(): AbortSignal | undefined;
}
declare const outsideOfRequests: <A>(run: () => A) => A;
declare class UsersExceptionFilter implements ExceptionFilter<UsersError> {
    #private;
    constructor(host: HttpAdapterHost);
    catch(error: UsersError, host: ArgumentsHost): Observable<never> | undefined;
}
declare const usersHttpException: (error: UsersError) => HttpException;
interface UsersErrorBody {
    readonly statusCode: number;
    readonly error: string;
    readonly message: string;
    readonly code: string;
    readonly fields?: ReadonlyArray<FieldIssue>;
}
declare const currentUserOf: (request: unknown) => User | undefined;
declare const CurrentUser: () => ParameterDecorator;
declare const OptionalUser: () => CustomDecorator;
declare const Public: () => CustomDecorator;
declare const RequireUsersAdmin: () => CustomDecorator;
declare class UsersAuthGuard implements CanActivate {
    #private;
    constructor(users: UsersService);
    canActivate(context: ExecutionContext): Promise<boolean>;
}
declare const usersAuthGuard: (name: string) => Type<CanActivate>;
declare const effectLogger: (name?: string) => Logger.Logger<unknown, void>;
export { CurrentUser, InjectUsers, OptionalUser, Public, RequireUsersAdmin, UsersAuthGuard, UsersCalls, UsersContext, UsersExceptionFilter, UsersModule, UsersService, currentUserOf, effectLogger, getUsersToken, outsideOfRequests, usersAuthGuard, usersHttpException };
export type { LoggingOptions, SignedInUsersOptions, UsersErrorBody, UsersErrorOverrides, UsersModuleAsyncOptions, UsersModuleExtras, UsersModuleOptions, UsersModuleRootOptions, UsersOptionsFactory };
