import { ClientEvent, UsersClientOptions, UsersError, OperationName as OperationName$1 } from "@knetik-users/core";
import { OnModuleDestroy, OnApplicationShutdown, HttpException, DynamicModule } from "@nestjs/common";
import { PromiseOperations, UsersApi, PartialUsersClient, Contract, UserRef, OperationName, UsersClient } from "@knetik-users/core/effect";
import { UsersServerOptions } from "@knetik-users/server";
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
interface UsersModuleExtras {
    readonly isGlobal?: boolean | undefined;
    readonly name?: string | undefined;
}
type FakeUsers = {
    readonly [Name in OperationName$1]?: UsersService[Name];
} & {
    readonly [Group in "result" | "all" | "pages" | "effect"]?: Partial<UsersService[Group]>;
} & {
    readonly as?: UsersService["as"];
};
declare const fakeUsersService: (fake?: FakeUsers) => UsersService;
declare class UsersSandbox implements OnApplicationShutdown {
    #private;
    private constructor();
    static start(options: UsersServerOptions): Promise<UsersSandbox>;
    readonly fetch: (request: Request) => Promise<Response>;
    signIn(username?: string, password?: string): Promise<string>;
    onApplicationShutdown(): Promise<void>;
}
interface UsersTestingOptions extends Partial<UsersModuleOptions>, UsersModuleExtras {
    readonly server?: UsersServerOptions | undefined;
}
declare class UsersTestingModule {
    static forRoot(testingOptions?: UsersTestingOptions): DynamicModule;
}
export { UsersSandbox, UsersTestingModule, fakeUsersService };
export type { FakeUsers, UsersTestingOptions };
