import { OnModuleDestroy, OnApplicationShutdown, HttpException, Type } from "@nestjs/common";
import { HealthIndicatorService, HealthIndicatorResult } from "@nestjs/terminus";
import { ClientEvent, UsersClientOptions, UsersError } from "@knetik-users/core";
import { PromiseOperations, UsersApi, PartialUsersClient, Contract, UserRef, OperationName, UsersClient } from "@knetik-users/core/effect";
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
interface UsersHealthOptions {
    readonly timeout?: number | undefined;
    readonly cacheFor?: number | undefined;
}
declare class UsersHealthIndicator {
    #private;
    constructor(users: UsersService, indicators: HealthIndicatorService);
    check<const Key extends string>(key: Key, { timeout, cacheFor }?: UsersHealthOptions): Promise<HealthIndicatorResult<Key>>;
}
declare const usersHealthIndicator: (name: string) => Type<UsersHealthIndicator>;
export { UsersHealthIndicator, usersHealthIndicator };
export type { UsersHealthOptions };
