import { PromiseOperations, UsersClient, UsersClientOptions, StoredToken, DeleteUserTemplateOptions, Aborted, Page, UserSummary, NewPassword, Property, ErrorOf, UserTemplateUpdate, UserRef, UserUpdate, Result, User, OperationName, UserTemplateInput, UserSearch, UserRegistration, PasswordResetRequest, UserTemplate, UserTemplateSearch } from "@knetik-users/core";
import { MutationFunctionContext, QueryClient, QueryObserverOptions, DataTag, InfiniteData, QueryFunctionContext, UseInfiniteQueryReturnType, UseQueryReturnType, UseMutationReturnType } from "@tanstack/vue-query";
import * as vue from "vue";
import { MaybeRefOrGetter, ComputedRef, ShallowRef, Ref, App, InjectionKey } from "vue";
import { ReadName, ArgumentsOf, Contract, SuccessOf, FailureOf } from "@knetik-users/core/effect";
interface SessionRecord extends StoredToken {
    readonly id: string;
}
interface SessionStorage {
    readonly get: () => SessionRecord | undefined | Promise<SessionRecord | undefined>;
    readonly set: (record: SessionRecord | undefined) => void | Promise<void>;
}
declare const webSessionStorage: (kind: "local" | "session", key?: string) => SessionStorage;
type SessionStatus = "restoring" | "signed-out" | "signed-in" | "expired";
type SignInError = ErrorOf<"getOAuthToken"> | Aborted;
interface SessionOptions {
    readonly clientId: string;
    readonly storage?: SessionStorage;
    readonly tabs?: boolean;
    readonly restore?: "at-once" | "manual";
}
interface UsersSession {
    readonly status: Readonly<ShallowRef<SessionStatus>>;
    readonly signIn: (credentials: {
        readonly username: string;
        readonly password: string;
    }, options?: {
        readonly signal?: AbortSignal;
    }) => Promise<Result<undefined, SignInError>>;
    readonly signOut: () => Promise<void>;
    readonly restore: () => Promise<void>;
}
interface Common {
    readonly queryClient?: QueryClient | undefined;
}
type CreateUsersOptions = (Common & {
    readonly client: UsersClient;
    readonly options?: undefined;
    readonly session?: undefined;
}) | (Common & {
    readonly options: UsersClientOptions;
    readonly client?: undefined;
    readonly session?: undefined;
}) | (Common & {
    readonly options: Omit<UsersClientOptions, "auth" | "tokenStore">;
    readonly session: SessionOptions;
    readonly client?: undefined;
});
interface UsersPlugin {
    readonly install: (app: App) => void;
    readonly client: UsersClient;
    readonly session: UsersSession | undefined;
    readonly queryClient: QueryClient;
    readonly clear: () => void;
    readonly close: () => Promise<void>;
}
declare const createUsers: (given: CreateUsersOptions) => UsersPlugin;
declare const useUsersClient: () => UsersClient;
interface UsersContext {
    readonly client: UsersClient;
    readonly queryClient: QueryClient;
    readonly session: UsersSession | undefined;
    readonly generation: Readonly<ShallowRef<number>>;
}
declare const usersContextKey: InjectionKey<UsersContext>;
declare const root = "knetik-users";
type ReadData<Name extends ReadName> = SuccessOf<Contract[Name]>;
type ReadError<Name extends ReadName> = FailureOf<Contract[Name]> | Aborted;
type ListName = {
    [Name in ReadName]: Contract[Name] extends {
        readonly row: unknown;
    } ? Name : never;
}[ReadName];
type UsersKey<Name extends ReadName> = readonly [
    typeof root,
    Name,
    ...Array<unknown>
];
interface MakeUsersKey {
    (): readonly [
        typeof root
    ];
    <Name extends ReadName>(name: Name): readonly [
        typeof root,
        Name
    ];
    <Name extends ReadName>(name: Name, ...args: ArgumentsOf<Contract[Name]>): DataTag<UsersKey<Name>, ReadData<Name>, ReadError<Name>>;
    readonly infinite: <Name extends ListName>(name: Name, ...args: ArgumentsOf<Contract[Name]>) => DataTag<UsersKey<Name>, InfiniteData<ReadData<Name>, number>, ReadError<Name>>;
    readonly write: <Name extends OperationName>(name: Name) => readonly [
        typeof root,
        Name
    ];
}
declare const usersKey: MakeUsersKey;
type Cache = MutationFunctionContext["client"];
type ClientOf<Name extends keyof PromiseOperations> = Pick<PromiseOperations, Name>;
type Asked<Name extends ReadName> = ArgumentsOf<Contract[Name]>[0];
interface CommonOptions {
    readonly enabled: boolean;
    readonly retry: false;
    readonly retryOnMount: (query: {
        readonly state: {
            readonly error: unknown;
        };
    }) => boolean;
    readonly shallow: true;
}
interface ReadQueryOptions<Name extends ReadName> extends CommonOptions {
    readonly queryKey: DataTag<UsersKey<Name>, ReadData<Name>, ReadError<Name>>;
    readonly queryFn: (context: QueryFunctionContext) => Promise<ReadData<Name>>;
    readonly throwOnError?: (error: ReadError<Name>) => boolean;
}
interface ReadOptions<Name extends ReadName, Selected = ReadData<Name>> extends Partial<Pick<QueryObserverOptions<ReadData<Name>, ReadError<Name>, Selected, ReadData<Name>>, "staleTime" | "gcTime" | "refetchOnMount" | "refetchOnWindowFocus" | "refetchOnReconnect" | "refetchInterval" | "refetchIntervalInBackground" | "networkMode" | "select" | "initialData" | "initialDataUpdatedAt" | "placeholderData" | "throwOnError" | "meta">> {
    readonly enabled?: MaybeRefOrGetter<boolean | undefined>;
    readonly serverPrefetch?: boolean;
}
type UseReadReturn<Name extends ReadName, Selected = ReadData<Name>> = UseQueryReturnType<Selected, ReadError<Name>>;
declare const userQueryOptions: (client: ClientOf<"getUser">, asked: UserRef | undefined) => ReadQueryOptions<"getUser">;
declare const usersQueryOptions: (client: ClientOf<"getUsers">, search?: UserSearch) => ReadQueryOptions<"getUsers">;
declare const userTagsQueryOptions: (client: ClientOf<"getUserTags">, asked: number | undefined) => ReadQueryOptions<"getUserTags">;
declare const useUser: <Selected = User>(id: MaybeRefOrGetter<UserRef | undefined>, options?: MaybeRefOrGetter<ReadOptions<"getUser", Selected>>) => UseReadReturn<"getUser", Selected>;
declare const useUsers: <Selected = Page<UserSummary>>(search?: MaybeRefOrGetter<UserSearch | undefined>, options?: MaybeRefOrGetter<ReadOptions<"getUsers", Selected>>) => UseReadReturn<"getUsers", Selected>;
declare const useUserTags: <Selected = ReadonlyArray<string>>(userId: MaybeRefOrGetter<number | undefined>, options?: MaybeRefOrGetter<ReadOptions<"getUserTags", Selected>>) => UseReadReturn<"getUserTags", Selected>;
type Users = Page<UserSummary>;
type Failure = ReadError<"getUsers">;
type Pages = InfiniteData<Users, number>;
interface InfiniteUsersQueryOptions extends CommonOptions {
    readonly queryKey: DataTag<UsersKey<"getUsers">, Pages, Failure>;
    readonly queryFn: (context: QueryFunctionContext<UsersKey<"getUsers">, number>) => Promise<Users>;
    readonly initialPageParam: number;
    readonly throwOnError?: (error: Failure) => boolean;
    readonly getNextPageParam: (last: Users, pages: ReadonlyArray<Users>, lastParam: number) => number | undefined;
}
declare const infiniteUsersQueryOptions: (client: ClientOf<"getUsers">, search?: UserSearch) => InfiniteUsersQueryOptions;
type InfiniteUsersOptions = Omit<ReadOptions<"getUsers">, "select" | "initialData" | "initialDataUpdatedAt" | "placeholderData" | "refetchInterval"> & {
    readonly maxPages?: number;
};
type UseInfiniteUsersReturn = UseInfiniteQueryReturnType<Pages, Failure> & {
    readonly rows: ComputedRef<ReadonlyArray<UserSummary>>;
};
declare const useInfiniteUsers: (search?: MaybeRefOrGetter<UserSearch | undefined>, options?: MaybeRefOrGetter<InfiniteUsersOptions>) => UseInfiniteUsersReturn;
declare const userTemplateQueryOptions: (client: ClientOf<"getUserTemplate">, asked: string | undefined) => ReadQueryOptions<"getUserTemplate">;
declare const userTemplatesQueryOptions: (client: ClientOf<"getUserTemplates">, search?: UserTemplateSearch) => ReadQueryOptions<"getUserTemplates">;
declare const useUserTemplate: <Selected = UserTemplate>(id: MaybeRefOrGetter<string | undefined>, options?: MaybeRefOrGetter<ReadOptions<"getUserTemplate", Selected>>) => UseReadReturn<"getUserTemplate", Selected>;
declare const useUserTemplates: <Selected = Page<UserTemplate>>(search?: MaybeRefOrGetter<UserTemplateSearch | undefined>, options?: MaybeRefOrGetter<ReadOptions<"getUserTemplates", Selected>>) => UseReadReturn<"getUserTemplates", Selected>;
type Optimistic<Variables> = (cache: Cache, variables: Variables) => () => void;
type WriteName = Exclude<OperationName, ReadName | "getOAuthToken">;
type WriteData<Name extends WriteName> = SuccessOf<Contract[Name]>;
type WriteError<Name extends WriteName> = FailureOf<Contract[Name]> | Aborted;
interface WriteOptions<Name extends WriteName, Variables> {
    readonly optimistic?: boolean | Optimistic<Variables>;
    readonly invalidate?: boolean;
    readonly signal?: (variables: Variables) => AbortSignal | undefined;
    readonly onMutate?: (variables: Variables) => unknown;
    readonly onSuccess?: (data: WriteData<Name>, variables: Variables) => unknown;
    readonly onError?: (error: WriteError<Name>, variables: Variables) => unknown;
    readonly onSettled?: (data: WriteData<Name> | undefined, error: WriteError<Name> | null, variables: Variables) => unknown;
    readonly meta?: Record<string, unknown>;
}
interface WriteContext {
    readonly undo: (() => void) | undefined;
}
interface WriteMutationOptions<Name extends WriteName, Variables> {
    readonly mutationKey: readonly [
        "knetik-users",
        Name
    ];
    readonly mutationFn: (variables: Variables) => Promise<WriteData<Name>>;
    readonly onMutate: (variables: Variables, context: MutationFunctionContext) => Promise<WriteContext>;
    readonly onSuccess: (data: WriteData<Name>, variables: Variables) => Promise<void>;
    readonly onError: (error: WriteError<Name>, variables: Variables, begun: WriteContext | undefined) => Promise<void>;
    readonly onSettled: (data: WriteData<Name> | undefined, error: WriteError<Name> | null, variables: Variables, begun: WriteContext | undefined, context: MutationFunctionContext) => Promise<void>;
    readonly meta: Record<string, unknown>;
    readonly retry: false;
    readonly networkMode: "always";
    readonly gcTime: 0;
    readonly shallow: true;
}
type FieldErrors = {
    readonly [field: string]: string | undefined;
};
declare const fieldErrorsOf: (error: unknown) => FieldErrors;
interface UseWriteOptions<Name extends WriteName, Variables> extends Omit<WriteOptions<Name, Variables>, "signal"> {
    readonly abortOnUnmount?: boolean;
}
type UseWriteReturn<Name extends WriteName, Variables> = UseMutationReturnType<WriteData<Name>, WriteError<Name>, Variables, WriteContext> & {
    readonly abort: () => void;
    readonly fieldErrors: ComputedRef<FieldErrors>;
};
interface TagVariables {
    readonly userId: number;
    readonly tag: string;
}
declare const useRegisterUser: (options?: vue.MaybeRefOrGetter<UseWriteOptions<"registerUser", UserRegistration>>) => UseWriteReturn<"registerUser", UserRegistration>;
declare const registerUserMutationOptions: (client: ClientOf<"registerUser">, options?: WriteOptions<"registerUser", UserRegistration>) => WriteMutationOptions<"registerUser", UserRegistration>;
interface UpdateUserVariables {
    readonly id: UserRef;
    readonly changes: UserUpdate;
}
declare const useUpdateUser: (options?: vue.MaybeRefOrGetter<UseWriteOptions<"updateUser", UpdateUserVariables>>) => UseWriteReturn<"updateUser", UpdateUserVariables>;
declare const updateUserMutationOptions: (client: ClientOf<"updateUser">, options?: WriteOptions<"updateUser", UpdateUserVariables>) => WriteMutationOptions<"updateUser", UpdateUserVariables>;
declare const useAddUserTag: (options?: vue.MaybeRefOrGetter<UseWriteOptions<"addUserTag", TagVariables>>) => UseWriteReturn<"addUserTag", TagVariables>;
declare const addUserTagMutationOptions: (client: ClientOf<"addUserTag">, options?: WriteOptions<"addUserTag", TagVariables>) => WriteMutationOptions<"addUserTag", TagVariables>;
declare const useRemoveUserTag: (options?: vue.MaybeRefOrGetter<UseWriteOptions<"removeUserTag", TagVariables>>) => UseWriteReturn<"removeUserTag", TagVariables>;
declare const removeUserTagMutationOptions: (client: ClientOf<"removeUserTag">, options?: WriteOptions<"removeUserTag", TagVariables>) => WriteMutationOptions<"removeUserTag", TagVariables>;
interface SetPasswordVariables {
    readonly id: number;
    readonly password: string;
}
declare const useSetPassword: (options?: vue.MaybeRefOrGetter<UseWriteOptions<"setPassword", SetPasswordVariables>>) => UseWriteReturn<"setPassword", SetPasswordVariables>;
declare const setPasswordMutationOptions: (client: ClientOf<"setPassword">, options?: WriteOptions<"setPassword", SetPasswordVariables>) => WriteMutationOptions<"setPassword", SetPasswordVariables>;
declare const useStartPasswordReset: (options?: vue.MaybeRefOrGetter<UseWriteOptions<"startPasswordReset", number>>) => UseWriteReturn<"startPasswordReset", number>;
declare const startPasswordResetMutationOptions: (client: ClientOf<"startPasswordReset">, options?: WriteOptions<"startPasswordReset", number>) => WriteMutationOptions<"startPasswordReset", number>;
declare const useSubmitPasswordReset: (options?: vue.MaybeRefOrGetter<UseWriteOptions<"submitPasswordReset", PasswordResetRequest>>) => UseWriteReturn<"submitPasswordReset", PasswordResetRequest>;
declare const submitPasswordResetMutationOptions: (client: ClientOf<"submitPasswordReset">, options?: WriteOptions<"submitPasswordReset", PasswordResetRequest>) => WriteMutationOptions<"submitPasswordReset", PasswordResetRequest>;
interface PasswordResetVariables extends NewPassword {
    readonly id: number;
}
declare const usePasswordReset: (options?: vue.MaybeRefOrGetter<UseWriteOptions<"passwordReset", PasswordResetVariables>>) => UseWriteReturn<"passwordReset", PasswordResetVariables>;
declare const passwordResetMutationOptions: (client: ClientOf<"passwordReset">, options?: WriteOptions<"passwordReset", PasswordResetVariables>) => WriteMutationOptions<"passwordReset", PasswordResetVariables>;
declare const useCreateUserTemplate: (options?: vue.MaybeRefOrGetter<UseWriteOptions<"createUserTemplate", UserTemplateInput>>) => UseWriteReturn<"createUserTemplate", UserTemplateInput>;
declare const createUserTemplateMutationOptions: (client: ClientOf<"createUserTemplate">, options?: WriteOptions<"createUserTemplate", UserTemplateInput>) => WriteMutationOptions<"createUserTemplate", UserTemplateInput>;
interface UpdateUserTemplateVariables {
    readonly id: string;
    readonly changes: UserTemplateUpdate;
}
declare const useUpdateUserTemplate: (options?: vue.MaybeRefOrGetter<UseWriteOptions<"updateUserTemplate", UpdateUserTemplateVariables>>) => UseWriteReturn<"updateUserTemplate", UpdateUserTemplateVariables>;
declare const updateUserTemplateMutationOptions: (client: ClientOf<"updateUserTemplate">, options?: WriteOptions<"updateUserTemplate", UpdateUserTemplateVariables>) => WriteMutationOptions<"updateUserTemplate", UpdateUserTemplateVariables>;
interface DeleteUserTemplateVariables extends DeleteUserTemplateOptions {
    readonly id: string;
}
declare const useDeleteUserTemplate: (options?: vue.MaybeRefOrGetter<UseWriteOptions<"deleteUserTemplate", DeleteUserTemplateVariables>>) => UseWriteReturn<"deleteUserTemplate", DeleteUserTemplateVariables>;
declare const deleteUserTemplateMutationOptions: (client: ClientOf<"deleteUserTemplate">, options?: WriteOptions<"deleteUserTemplate", DeleteUserTemplateVariables>) => WriteMutationOptions<"deleteUserTemplate", DeleteUserTemplateVariables>;
type PropertyKind = Exclude<Property["type"], "unknown">;
declare const property: <Kind extends PropertyKind>(user: Pick<User, "additionalProperties"> | undefined | null, name: string, kind: Kind) => Extract<Property, {
    readonly type: Kind;
}> | undefined;
interface UseSessionReturn extends Pick<UsersSession, "signIn" | "signOut"> {
    readonly status: Readonly<ShallowRef<SessionStatus>>;
    readonly isSignedIn: ComputedRef<boolean>;
    readonly user: Readonly<Ref<User | undefined>>;
    readonly userError: Readonly<Ref<ReadError<"getUser"> | null>>;
    readonly isSigningIn: Readonly<ShallowRef<boolean>>;
    readonly error: Readonly<ShallowRef<SignInError | null>>;
    readonly fieldErrors: ComputedRef<FieldErrors>;
}
declare const useSession: () => UseSessionReturn;
declare const dehydrateUsers: (queryClient: Cache) => string;
declare const hydrateUsers: (queryClient: Cache, text: string) => void;
export { addUserTagMutationOptions, createUserTemplateMutationOptions, createUsers, dehydrateUsers, deleteUserTemplateMutationOptions, fieldErrorsOf, hydrateUsers, infiniteUsersQueryOptions, passwordResetMutationOptions, property, registerUserMutationOptions, removeUserTagMutationOptions, setPasswordMutationOptions, startPasswordResetMutationOptions, submitPasswordResetMutationOptions, updateUserMutationOptions, updateUserTemplateMutationOptions, useAddUserTag, useCreateUserTemplate, useDeleteUserTemplate, useInfiniteUsers, usePasswordReset, useRegisterUser, useRemoveUserTag, useSession, useSetPassword, useStartPasswordReset, useSubmitPasswordReset, useUpdateUser, useUpdateUserTemplate, useUser, useUserTags, useUserTemplate, useUserTemplates, useUsers, useUsersClient, userQueryOptions, userTagsQueryOptions, userTemplateQueryOptions, userTemplatesQueryOptions, usersContextKey, usersKey, usersQueryOptions, webSessionStorage };
export type { Asked, Cache, ClientOf, CommonOptions, CreateUsersOptions, DeleteUserTemplateVariables, FieldErrors, InfiniteUsersOptions, InfiniteUsersQueryOptions, ListName, Optimistic, PasswordResetVariables, PropertyKind, ReadData, ReadError, ReadOptions, ReadQueryOptions, SessionOptions, SessionRecord, SessionStatus, SessionStorage, SetPasswordVariables, SignInError, TagVariables, UpdateUserTemplateVariables, UpdateUserVariables, UseInfiniteUsersReturn, UseReadReturn, UseSessionReturn, UseWriteOptions, UseWriteReturn, UsersContext, UsersKey, UsersPlugin, UsersSession, WriteContext, WriteData, WriteError, WriteMutationOptions, WriteName, WriteOptions };
