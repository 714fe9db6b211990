import * as Effect from "effect/Effect";
import * as effect_Schema from "effect/Schema";
import * as effect_Cause from "effect/Cause";
import * as effect_Types from "effect/Types";
import * as effect_SchemaAST from "effect/SchemaAST";
import * as Stream from "effect/Stream";
import * as Tracer from "effect/Tracer";
import * as Context from "effect/Context";
import * as Layer from "effect/Layer";
import * as Scope from "effect/Scope";
import * as Result$1 from "effect/Result";
import * as SchemaIssue from "effect/SchemaIssue";
interface WithUnknownFields {
    readonly unknownFields?: {
        readonly [wireName: string]: unknown;
    } | undefined;
}
interface PropertyField extends WithUnknownFields {
    readonly name?: string | undefined;
    readonly type?: string | undefined;
    readonly description?: string | undefined;
    readonly required?: boolean | undefined;
    readonly validValues?: ReadonlyArray<string> | undefined;
    readonly innerType?: string | undefined;
    readonly innerTypeFields?: ReadonlyArray<PropertyField> | undefined;
}
declare const PropertyFieldSchema: effect_Schema.Codec<PropertyField>;
type PropertyFieldList = typeof PropertyFieldListSchema.Type;
declare const PropertyFieldListSchema: effect_Schema.Struct<{
    readonly propertyType: effect_Schema.optional<effect_Schema.String>;
    readonly propertyDefinitionFields: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Codec<PropertyField, PropertyField, never, never>>>;
    readonly propertyFields: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Codec<PropertyField, PropertyField, never, never>>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
}>;
interface Common extends WithUnknownFields {
    readonly name: string;
    readonly required: boolean;
    readonly fieldList?: PropertyFieldList | undefined;
    readonly friendlyName?: string | undefined;
    readonly description?: string | undefined;
    readonly optionsUrl?: string | undefined;
    readonly optionLabelPath?: string | undefined;
    readonly optionValuePath?: string | undefined;
}
interface Range<Bound> {
    readonly min?: Bound | undefined;
    readonly max?: Bound | undefined;
}
interface Count {
    readonly minCount?: number | undefined;
    readonly maxCount?: number | undefined;
}
interface FileLimits {
    readonly fileType?: string | undefined;
    readonly maxFileSize?: number | undefined;
}
interface PictureLimits {
    readonly minWidth?: number | undefined;
    readonly maxWidth?: number | undefined;
    readonly minHeight?: number | undefined;
    readonly maxHeight?: number | undefined;
}
interface LengthLimits {
    readonly minLength?: number | undefined;
    readonly maxLength?: number | undefined;
}
interface TextDefinition<Kind extends "text" | "formatted_text" = "text" | "formatted_text"> extends Common {
    readonly type: Kind;
    readonly maxLength?: number | undefined;
}
interface NumberDefinition<Kind extends "integer" | "long" | "double" = "integer" | "long" | "double"> extends Common, Range<number> {
    readonly type: Kind;
}
interface BooleanDefinition extends Common {
    readonly type: "boolean";
}
interface DateDefinition<Time = Date> extends Common, Range<Time> {
    readonly type: "date";
}
interface ListDefinition<Time = Date> extends Common, Count {
    readonly type: "list";
    readonly valueDefinition?: DefinitionOf<Time> | undefined;
}
interface MapDefinition<Time = Date> extends Common {
    readonly type: "map";
    readonly allowAdditional?: boolean | undefined;
    readonly properties?: ReadonlyArray<DefinitionOf<Time>> | undefined;
}
interface FileDefinition extends Common, FileLimits {
    readonly type: "file";
}
interface FileGroupDefinition extends Common, FileLimits, Count {
    readonly type: "file_group";
}
interface ImageDefinition extends Common, FileLimits, PictureLimits {
    readonly type: "image";
}
interface ImageGroupDefinition extends Common, FileLimits, PictureLimits, Count {
    readonly type: "image_group";
}
interface AudioDefinition extends Common, FileLimits, LengthLimits {
    readonly type: "audio";
}
interface AudioGroupDefinition extends Common, FileLimits, LengthLimits, Count {
    readonly type: "audio_group";
}
interface VideoDefinition extends Common, FileLimits, PictureLimits, LengthLimits {
    readonly type: "video";
}
interface VideoGroupDefinition extends Common, FileLimits, PictureLimits, LengthLimits, Count {
    readonly type: "video_group";
}
interface UnknownDefinition {
    readonly type: "unknown";
    readonly wire: unknown;
}
type DefinitionOf<Time> = TextDefinition<"text"> | TextDefinition<"formatted_text"> | NumberDefinition<"integer"> | NumberDefinition<"long"> | NumberDefinition<"double"> | BooleanDefinition | DateDefinition<Time> | FileDefinition | FileGroupDefinition | ImageDefinition | ImageGroupDefinition | AudioDefinition | AudioGroupDefinition | VideoDefinition | VideoGroupDefinition | ListDefinition<Time> | MapDefinition<Time> | UnknownDefinition;
type PropertyDefinition = DefinitionOf<Date>;
declare const PropertyDefinitionSchema: effect_Schema.Codec<PropertyDefinition, DefinitionOf<number>>;
declare const roles: readonly [
    "USERS_ADMIN",
    "TEMPLATE_ADMIN"
];
type Role = (typeof roles)[number];
type Access = "anyone" | {
    readonly roles: readonly [
        Role,
        ...ReadonlyArray<Role>
    ];
    readonly orOwner?: true;
};
interface FieldIssue {
    readonly field: string;
    readonly message: string;
}
interface ErrorDetails {
    readonly operation: string;
    readonly message: string;
    readonly status?: number | undefined;
    readonly code?: number | undefined;
    readonly requestId?: string | undefined;
    readonly issues: ReadonlyArray<FieldIssue>;
    readonly retryable: boolean;
    readonly attempts: number;
}
declare const InvalidInput_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "InvalidInput";
} & Readonly<A>;
declare class InvalidInput extends InvalidInput_base<ErrorDetails> {
}
declare const BadRequest_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "BadRequest";
} & Readonly<A>;
declare class BadRequest extends BadRequest_base<ErrorDetails> {
    static readonly status = 400;
    static readonly summary = "The API refused the request.";
}
declare const Unauthorized_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "Unauthorized";
} & Readonly<A>;
declare class Unauthorized extends Unauthorized_base<ErrorDetails> {
    static readonly status = 401;
    static readonly summary = "The access token was refused.";
}
declare const Forbidden_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "Forbidden";
} & Readonly<A>;
declare class Forbidden extends Forbidden_base<ErrorDetails> {
    static readonly status = 403;
    static readonly summary = "The access token may not do this.";
}
declare const UserNotFound_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "UserNotFound";
} & Readonly<A>;
declare class UserNotFound extends UserNotFound_base<ErrorDetails> {
    static readonly status = 404;
    static readonly summary = "There is no such user.";
}
declare const TemplateNotFound_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "TemplateNotFound";
} & Readonly<A>;
declare class TemplateNotFound extends TemplateNotFound_base<ErrorDetails> {
    static readonly status = 404;
    static readonly summary = "There is no such template.";
}
declare const UserAlreadyExists_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "UserAlreadyExists";
} & Readonly<A>;
declare class UserAlreadyExists extends UserAlreadyExists_base<ErrorDetails> {
    static readonly status = 409;
    static readonly summary = "The user name or the e-mail address is taken.";
}
declare const TemplateAlreadyExists_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "TemplateAlreadyExists";
} & Readonly<A>;
declare class TemplateAlreadyExists extends TemplateAlreadyExists_base<ErrorDetails> {
    static readonly status = 409;
    static readonly summary = "The name or the id of the template is taken.";
}
declare const TemplateInUse_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "TemplateInUse";
} & Readonly<A>;
declare class TemplateInUse extends TemplateInUse_base<ErrorDetails> {
    static readonly status = 409;
    static readonly summary = "The template still has users; delete it with the cascade `detach` to let go of them.";
}
declare const RateLimited_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "RateLimited";
} & Readonly<A>;
declare class RateLimited extends RateLimited_base<ErrorDetails & {
    readonly retryAfter?: number | undefined;
}> {
}
declare const ServerError_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "ServerError";
} & Readonly<A>;
declare class ServerError extends ServerError_base<ErrorDetails & {
    readonly retryAfter?: number | undefined;
}> {
}
type UnexpectedReason = "status" | "redirect" | "empty" | "not-json" | "shape" | "too-large";
declare const UnexpectedResponse_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "UnexpectedResponse";
} & Readonly<A>;
declare class UnexpectedResponse extends UnexpectedResponse_base<ErrorDetails & {
    readonly reason: UnexpectedReason;
}> {
}
type ConnectionReason = "refused" | "dns" | "unreachable" | "tls" | "reset" | "unknown";
declare const ConnectionFailed_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "ConnectionFailed";
} & Readonly<A>;
declare class ConnectionFailed extends ConnectionFailed_base<ErrorDetails & {
    readonly reason: ConnectionReason;
    readonly reached: "no" | "unknown";
}> {
}
declare const TimedOut_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "TimedOut";
} & Readonly<A>;
declare class TimedOut extends TimedOut_base<ErrorDetails & {
    readonly limit: "attempt" | "call";
    readonly after: number;
}> {
}
type TokenFailureReason = "missing" | "rejected" | "unavailable";
declare const TokenFailure_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "TokenFailure";
} & Readonly<A>;
declare class TokenFailure extends TokenFailure_base<ErrorDetails & {
    readonly reason: TokenFailureReason;
    readonly oauthError?: string | undefined;
    readonly retryAfter?: number | undefined;
}> {
    static readonly status = 400;
    static readonly summary = "No access token could be had.";
}
declare const Aborted_base: new <A extends Record<string, any> = {}>(args: effect_Types.VoidIfEmpty<{
    readonly [P in keyof A as P extends "_tag" ? never : P]: A[P];
}>) => effect_Cause.YieldableError & {
    readonly _tag: "Aborted";
} & Readonly<A>;
declare class Aborted extends Aborted_base<ErrorDetails> {
    readonly name = "AbortError";
}
type errors_Aborted = Aborted;
declare const errors_Aborted: typeof Aborted;
type errors_BadRequest = BadRequest;
declare const errors_BadRequest: typeof BadRequest;
type errors_ConnectionFailed = ConnectionFailed;
declare const errors_ConnectionFailed: typeof ConnectionFailed;
type errors_ConnectionReason = ConnectionReason;
type errors_Forbidden = Forbidden;
declare const errors_Forbidden: typeof Forbidden;
type errors_InvalidInput = InvalidInput;
declare const errors_InvalidInput: typeof InvalidInput;
type errors_RateLimited = RateLimited;
declare const errors_RateLimited: typeof RateLimited;
type errors_ServerError = ServerError;
declare const errors_ServerError: typeof ServerError;
type errors_TemplateAlreadyExists = TemplateAlreadyExists;
declare const errors_TemplateAlreadyExists: typeof TemplateAlreadyExists;
type errors_TemplateInUse = TemplateInUse;
declare const errors_TemplateInUse: typeof TemplateInUse;
type errors_TemplateNotFound = TemplateNotFound;
declare const errors_TemplateNotFound: typeof TemplateNotFound;
type errors_TimedOut = TimedOut;
declare const errors_TimedOut: typeof TimedOut;
type errors_TokenFailure = TokenFailure;
declare const errors_TokenFailure: typeof TokenFailure;
type errors_TokenFailureReason = TokenFailureReason;
type errors_Unauthorized = Unauthorized;
declare const errors_Unauthorized: typeof Unauthorized;
type errors_UnexpectedReason = UnexpectedReason;
type errors_UnexpectedResponse = UnexpectedResponse;
declare const errors_UnexpectedResponse: typeof UnexpectedResponse;
type errors_UserAlreadyExists = UserAlreadyExists;
declare const errors_UserAlreadyExists: typeof UserAlreadyExists;
type errors_UserNotFound = UserNotFound;
declare const errors_UserNotFound: typeof UserNotFound;
declare namespace errors {
    export { errors_Aborted as Aborted, errors_BadRequest as BadRequest, errors_ConnectionFailed as ConnectionFailed, errors_Forbidden as Forbidden, errors_InvalidInput as InvalidInput, errors_RateLimited as RateLimited, errors_ServerError as ServerError, errors_TemplateAlreadyExists as TemplateAlreadyExists, errors_TemplateInUse as TemplateInUse, errors_TemplateNotFound as TemplateNotFound, errors_TimedOut as TimedOut, errors_TokenFailure as TokenFailure, errors_Unauthorized as Unauthorized, errors_UnexpectedResponse as UnexpectedResponse, errors_UserAlreadyExists as UserAlreadyExists, errors_UserNotFound as UserNotFound };
    export type { errors_ConnectionReason as ConnectionReason, errors_TokenFailureReason as TokenFailureReason, errors_UnexpectedReason as UnexpectedReason };
}
type CallFailure = InvalidInput | BadRequest | RateLimited | ServerError | UnexpectedResponse | ConnectionFailed | TimedOut;
type AuthFailure = TokenFailure | Unauthorized | Forbidden;
type UsersError = InstanceType<(typeof errors)[keyof typeof errors]>;
declare const isUsersError: (value: unknown) => value is UsersError;
type RetryClass = "read" | "repeatable" | "once";
type EndpointAuth = "required" | "optional" | "none";
interface RequestInput {
    readonly params?: {
        readonly [name: string]: unknown;
    };
    readonly query?: unknown;
    readonly body?: unknown;
}
interface QueryDefinition {
    readonly schema: effect_Schema.Codec<unknown, unknown>;
    readonly filters?: {
        readonly [name: string]: string;
    };
}
interface BodyDefinition {
    readonly schema: effect_Schema.Codec<unknown, unknown>;
    readonly format: "json" | "wrapped" | "form";
    readonly field?: string;
}
interface FailureClass<E extends UsersError = UsersError> {
    readonly status: number;
    readonly summary: string;
    new (details: never): E;
}
type Resource = "users" | "tags" | "passwords" | "templates" | "tokens";
interface Subject {
    readonly kind: "user" | "template";
    readonly param: string;
}
type Invalidation<Read extends string = string> = Read | {
    readonly read: Read;
    readonly filter: string;
};
interface Endpoint {
    readonly name: string;
    readonly operation: string;
    readonly summary: string;
    readonly method: "GET" | "POST" | "PUT" | "DELETE";
    readonly resource: Resource;
    readonly subject?: Subject;
    readonly path: `/${string}`;
    readonly params?: {
        readonly [name: string]: effect_Schema.Codec<unknown, string | number>;
    };
    readonly query?: QueryDefinition;
    readonly body?: BodyDefinition;
    readonly args: ReadonlyArray<string>;
    readonly input: (...args: ReadonlyArray<never>) => RequestInput;
    readonly success?: effect_Schema.Codec<unknown, unknown>;
    readonly successStatus: number;
    readonly row?: effect_Schema.Codec<unknown, unknown>;
    readonly failures: ReadonlyArray<FailureClass>;
    readonly auth: EndpointAuth;
    readonly access: Access;
    readonly retry: RetryClass;
    readonly invalidates: ReadonlyArray<Invalidation>;
}
type ArgumentsOf<E extends Endpoint> = Parameters<E["input"]>;
type SuccessOf<E extends Endpoint> = E extends {
    readonly success: effect_Schema.Codec<infer Success, infer _Encoded>;
} ? Success : void;
type RowOf<E extends Endpoint> = E extends {
    readonly row: effect_Schema.Codec<infer Row, infer _Encoded>;
} ? Row : never;
interface Failing<E extends Endpoint> {
    readonly with: CallFailure | (E["auth"] extends "none" ? never : AuthFailure) | InstanceType<E["failures"][number]>;
}
type FailureOf<E extends Endpoint> = Failing<E>["with"];
interface PageOrder extends effect_Schema.Schema.Type<typeof PageOrderSchema> {
}
declare const PageOrderSchema: effect_Schema.Struct<{
    readonly property: effect_Schema.optional<effect_Schema.String>;
    readonly direction: effect_Schema.optional<effect_Schema.String>;
    readonly ascending: effect_Schema.optional<effect_Schema.Boolean>;
    readonly descending: effect_Schema.optional<effect_Schema.Boolean>;
    readonly ignoreCase: effect_Schema.optional<effect_Schema.Boolean>;
    readonly nullHandling: effect_Schema.optional<effect_Schema.String>;
}>;
interface Page<Item> {
    readonly content: ReadonlyArray<Item>;
    readonly first?: boolean | undefined;
    readonly last?: boolean | undefined;
    readonly number?: number | undefined;
    readonly numberOfElements?: number | undefined;
    readonly size?: number | undefined;
    readonly sort?: ReadonlyArray<PageOrder> | undefined;
    readonly totalElements?: number | undefined;
    readonly totalPages?: number | undefined;
}
declare const PageSchema: <S extends effect_Schema.Top>(item: S) => effect_Schema.Struct<{
    readonly content: effect_Schema.$Array<S>;
    readonly first: effect_Schema.optional<effect_Schema.Boolean>;
    readonly last: effect_Schema.optional<effect_Schema.Boolean>;
    readonly number: effect_Schema.optional<effect_Schema.Int>;
    readonly numberOfElements: effect_Schema.optional<effect_Schema.Int>;
    readonly size: effect_Schema.optional<effect_Schema.Int>;
    readonly sort: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Struct<{
        readonly property: effect_Schema.optional<effect_Schema.String>;
        readonly direction: effect_Schema.optional<effect_Schema.String>;
        readonly ascending: effect_Schema.optional<effect_Schema.Boolean>;
        readonly descending: effect_Schema.optional<effect_Schema.Boolean>;
        readonly ignoreCase: effect_Schema.optional<effect_Schema.Boolean>;
        readonly nullHandling: effect_Schema.optional<effect_Schema.String>;
    }>>>;
    readonly totalElements: effect_Schema.optional<effect_Schema.Int>;
    readonly totalPages: effect_Schema.optional<effect_Schema.Int>;
}>;
interface NewPassword extends effect_Schema.Schema.Type<typeof NewPasswordSchema> {
}
declare const NewPasswordSchema: effect_Schema.Struct<{
    readonly password: effect_Schema.String;
    readonly secret: effect_Schema.String;
}>;
type PasswordResetRequest = {
    readonly email: string;
    readonly username?: undefined;
    readonly mobileNumber?: undefined;
} | {
    readonly username: string;
    readonly email?: undefined;
    readonly mobileNumber?: undefined;
} | {
    readonly mobileNumber: string;
    readonly email?: undefined;
    readonly username?: undefined;
};
declare const PasswordResetRequestSchema: effect_Schema.refine<{
    readonly username?: string | undefined;
    readonly email?: string | undefined;
    readonly mobileNumber?: string | undefined;
} & PasswordResetRequest, effect_Schema.Struct<{
    readonly email: effect_Schema.optional<effect_Schema.String>;
    readonly username: effect_Schema.optional<effect_Schema.String>;
    readonly mobileNumber: effect_Schema.optional<effect_Schema.String>;
}>>;
declare const fileKinds: readonly [
    "file",
    "image",
    "audio",
    "video"
];
declare const fileGroupKinds: readonly [
    "file_group",
    "image_group",
    "audio_group",
    "video_group"
];
type FileKind = (typeof fileKinds)[number];
type FileGroupKind = (typeof fileGroupKinds)[number];
type MemberKind<Kind extends FileGroupKind> = Kind extends `${infer Member}_group` ? Member & FileKind : never;
interface TextProperty<Kind extends "text" | "formatted_text" = "text" | "formatted_text"> extends WithUnknownFields {
    readonly type: Kind;
    readonly value: string;
}
interface NumberProperty<Kind extends "integer" | "long" | "double" = "integer" | "long" | "double"> extends WithUnknownFields {
    readonly type: Kind;
    readonly value: number;
}
interface BooleanProperty extends WithUnknownFields {
    readonly type: "boolean";
    readonly value: boolean;
}
interface DateProperty<Time = Date> extends WithUnknownFields {
    readonly type: "date";
    readonly value: Time;
}
interface FileProperty<Kind extends FileKind = FileKind> extends WithUnknownFields {
    readonly type: Kind;
    readonly url?: string | undefined;
    readonly fileType?: string | undefined;
    readonly crc?: string | undefined;
    readonly description?: string | undefined;
}
interface FileGroupProperty<Kind extends FileGroupKind = FileGroupKind> extends WithUnknownFields {
    readonly type: Kind;
    readonly files: ReadonlyArray<FileProperty<MemberKind<Kind>>>;
}
interface ListProperty<Time = Date> extends WithUnknownFields {
    readonly type: "list";
    readonly values: ReadonlyArray<PropertyOf<Time>>;
}
interface MapProperty<Time = Date> extends WithUnknownFields {
    readonly type: "map";
    readonly map: {
        readonly [name: string]: PropertyOf<Time>;
    };
}
interface UnknownProperty {
    readonly type: "unknown";
    readonly wire: unknown;
}
type PropertyOf<Time> = TextProperty<"text"> | TextProperty<"formatted_text"> | NumberProperty<"integer"> | NumberProperty<"long"> | NumberProperty<"double"> | BooleanProperty | DateProperty<Time> | FileProperty<"file"> | FileProperty<"image"> | FileProperty<"audio"> | FileProperty<"video"> | FileGroupProperty<"file_group"> | FileGroupProperty<"image_group"> | FileGroupProperty<"audio_group"> | FileGroupProperty<"video_group"> | ListProperty<Time> | MapProperty<Time> | UnknownProperty;
type Property = PropertyOf<Date>;
declare const PropertySchema: effect_Schema.Codec<Property, PropertyOf<number>>;
type AdditionalProperties = {
    readonly [name: string]: Property;
};
declare const AdditionalPropertiesSchema: effect_Schema.$Record<effect_Schema.String, effect_Schema.Codec<Property, PropertyOf<number>, never, never>>;
interface UserTemplate extends effect_Schema.Schema.Type<typeof UserTemplateSchema> {
}
declare const UserTemplateSchema: effect_Schema.Struct<{
    readonly id: effect_Schema.String;
    readonly name: effect_Schema.String;
    readonly allowAdditional: effect_Schema.optional<effect_Schema.Boolean>;
    readonly properties: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Codec<PropertyDefinition, TextDefinition<"text"> | TextDefinition<"formatted_text"> | NumberDefinition<"integer"> | NumberDefinition<"long"> | NumberDefinition<"double"> | BooleanDefinition | FileDefinition | FileGroupDefinition | ImageDefinition | ImageGroupDefinition | AudioDefinition | AudioGroupDefinition | VideoDefinition | VideoGroupDefinition | UnknownDefinition | DateDefinition<number> | ListDefinition<number> | MapDefinition<number>, never, never>>>;
    readonly createdDate: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly updatedDate: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
}>;
interface UserTemplateInput extends effect_Schema.Schema.Type<typeof UserTemplateInputSchema> {
}
declare const UserTemplateInputSchema: effect_Schema.Struct<{
    readonly createdDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
    readonly updatedDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
    readonly allowAdditional: effect_Schema.optional<effect_Schema.Boolean>;
    readonly properties: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Codec<PropertyDefinition, TextDefinition<"text"> | TextDefinition<"formatted_text"> | NumberDefinition<"integer"> | NumberDefinition<"long"> | NumberDefinition<"double"> | BooleanDefinition | FileDefinition | FileGroupDefinition | ImageDefinition | ImageGroupDefinition | AudioDefinition | AudioGroupDefinition | VideoDefinition | VideoGroupDefinition | UnknownDefinition | DateDefinition<number> | ListDefinition<number> | MapDefinition<number>, never, never>>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    readonly id: effect_Schema.optional<effect_Schema.String>;
    readonly name: effect_Schema.String;
}>;
interface UserTemplateUpdate extends effect_Schema.Schema.Type<typeof UserTemplateUpdateSchema> {
}
declare const UserTemplateUpdateSchema: effect_Schema.Struct<{
    readonly createdDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
    readonly updatedDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
    readonly allowAdditional: effect_Schema.optional<effect_Schema.Boolean>;
    readonly properties: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Codec<PropertyDefinition, TextDefinition<"text"> | TextDefinition<"formatted_text"> | NumberDefinition<"integer"> | NumberDefinition<"long"> | NumberDefinition<"double"> | BooleanDefinition | FileDefinition | FileGroupDefinition | ImageDefinition | ImageGroupDefinition | AudioDefinition | AudioGroupDefinition | VideoDefinition | VideoGroupDefinition | UnknownDefinition | DateDefinition<number> | ListDefinition<number> | MapDefinition<number>, never, never>>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    readonly id: effect_Schema.optional<effect_Schema.toType<effect_Schema.String>>;
    readonly name: effect_Schema.optional<effect_Schema.String>;
}>;
declare const templateSortProperties: readonly [
    "id",
    "name",
    "createdDate",
    "updatedDate"
];
interface UserTemplateSearch extends effect_Schema.Schema.Type<typeof UserTemplateSearchSchema> {
}
declare const UserTemplateSearchSchema: effect_Schema.Struct<{
    size: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Int, effect_Schema.String, never, never>>;
    page: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Int, effect_Schema.String, never, never>>;
    order: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.$Array<effect_Schema.Struct<{
        readonly property: effect_Schema.Literals<readonly [
            "id",
            "name",
            "createdDate",
            "updatedDate"
        ]>;
        readonly direction: effect_Schema.optional<effect_Schema.Literals<readonly [
            "ASC",
            "DESC"
        ]>>;
    }>>, effect_Schema.String, never, never>>;
}>;
type TokenRequest = typeof TokenRequestSchema.Type;
declare const TokenRequestSchema: effect_Schema.Union<readonly [
    effect_Schema.Struct<{
        readonly clientSecret: effect_Schema.String;
        readonly clientId: effect_Schema.String;
        readonly grantType: effect_Schema.Literal<"client_credentials">;
    }>,
    effect_Schema.Struct<{
        readonly clientSecret: effect_Schema.optional<effect_Schema.String>;
        readonly username: effect_Schema.String;
        readonly password: effect_Schema.String;
        readonly clientId: effect_Schema.String;
        readonly grantType: effect_Schema.Literal<"password">;
    }>,
    effect_Schema.Struct<{
        readonly clientSecret: effect_Schema.optional<effect_Schema.String>;
        readonly refreshToken: effect_Schema.String;
        readonly clientId: effect_Schema.String;
        readonly grantType: effect_Schema.Literal<"refresh_token">;
    }>
]>;
interface OAuthToken extends effect_Schema.Schema.Type<typeof OAuthTokenSchema> {
}
declare const OAuthTokenSchema: effect_Schema.Struct<{
    readonly accessToken: effect_Schema.NonEmptyString;
    readonly tokenType: effect_Schema.optional<effect_Schema.String>;
    readonly expiresIn: effect_Schema.optional<effect_Schema.Union<readonly [
        effect_Schema.Finite,
        effect_Schema.decodeTo<effect_Schema.Finite, effect_Schema.String, never, never>
    ]>>;
    readonly refreshToken: effect_Schema.optional<effect_Schema.String>;
    readonly scope: effect_Schema.optional<effect_Schema.String>;
}>;
interface UserRelationship extends effect_Schema.Schema.Type<typeof UserRelationshipSchema> {
}
declare const UserRelationshipSchema: effect_Schema.Struct<{
    readonly id: effect_Schema.Int;
    readonly username: effect_Schema.optional<effect_Schema.String>;
    readonly displayName: effect_Schema.optional<effect_Schema.String>;
    readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
    readonly context: effect_Schema.optional<effect_Schema.String>;
    readonly relationshipId: effect_Schema.optional<effect_Schema.Int>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
}>;
interface UserSummary extends effect_Schema.Schema.Type<typeof UserSummarySchema> {
}
declare const UserSummarySchema: effect_Schema.Struct<{
    readonly username: effect_Schema.optional<effect_Schema.String>;
    readonly email: effect_Schema.optional<effect_Schema.String>;
    readonly fullname: effect_Schema.optional<effect_Schema.String>;
    readonly lastActivity: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    readonly id: effect_Schema.Int;
    readonly displayName: effect_Schema.optional<effect_Schema.String>;
    readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
    readonly memberSince: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly lastUpdated: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
}>;
interface User extends effect_Schema.Schema.Type<typeof UserSchema> {
}
declare const UserSchema: effect_Schema.Struct<{
    readonly tags: effect_Schema.optional<effect_Schema.$Array<effect_Schema.String>>;
    readonly template: effect_Schema.optional<effect_Schema.String>;
    readonly additionalProperties: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Codec<Property, TextProperty<"text"> | TextProperty<"formatted_text"> | NumberProperty<"integer"> | NumberProperty<"long"> | NumberProperty<"double"> | BooleanProperty | FileProperty<"file"> | FileProperty<"image"> | FileProperty<"audio"> | FileProperty<"video"> | FileGroupProperty<"file_group"> | FileGroupProperty<"image_group"> | FileGroupProperty<"audio_group"> | FileGroupProperty<"video_group"> | UnknownProperty | DateProperty<number> | ListProperty<number> | MapProperty<number>, never, never>>>;
    readonly children: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Struct<{
        readonly id: effect_Schema.Int;
        readonly username: effect_Schema.optional<effect_Schema.String>;
        readonly displayName: effect_Schema.optional<effect_Schema.String>;
        readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
        readonly context: effect_Schema.optional<effect_Schema.String>;
        readonly relationshipId: effect_Schema.optional<effect_Schema.Int>;
        readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    }>>>;
    readonly parents: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Struct<{
        readonly id: effect_Schema.Int;
        readonly username: effect_Schema.optional<effect_Schema.String>;
        readonly displayName: effect_Schema.optional<effect_Schema.String>;
        readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
        readonly context: effect_Schema.optional<effect_Schema.String>;
        readonly relationshipId: effect_Schema.optional<effect_Schema.Int>;
        readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    }>>>;
    readonly lastActivity: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    readonly fullname: effect_Schema.optional<effect_Schema.String>;
    readonly firstName: effect_Schema.optional<effect_Schema.String>;
    readonly lastName: effect_Schema.optional<effect_Schema.String>;
    readonly description: effect_Schema.optional<effect_Schema.String>;
    readonly gender: effect_Schema.optional<effect_Schema.String>;
    readonly dateOfBirth: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly mobileNumber: effect_Schema.optional<effect_Schema.String>;
    readonly address: effect_Schema.optional<effect_Schema.String>;
    readonly address2: effect_Schema.optional<effect_Schema.String>;
    readonly city: effect_Schema.optional<effect_Schema.String>;
    readonly state: effect_Schema.optional<effect_Schema.String>;
    readonly postalCode: effect_Schema.optional<effect_Schema.String>;
    readonly countryCode: effect_Schema.optional<effect_Schema.String>;
    readonly currencyCode: effect_Schema.optional<effect_Schema.String>;
    readonly languageCode: effect_Schema.optional<effect_Schema.String>;
    readonly timezoneCode: effect_Schema.optional<effect_Schema.String>;
    readonly username: effect_Schema.optional<effect_Schema.String>;
    readonly email: effect_Schema.optional<effect_Schema.String>;
    readonly id: effect_Schema.Int;
    readonly displayName: effect_Schema.optional<effect_Schema.String>;
    readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
    readonly memberSince: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly lastUpdated: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
}>;
interface UserRegistration extends effect_Schema.Schema.Type<typeof UserRegistrationSchema> {
}
declare const UserRegistrationSchema: effect_Schema.Struct<{
    readonly tags: effect_Schema.optional<effect_Schema.$Array<effect_Schema.String>>;
    readonly template: effect_Schema.optional<effect_Schema.String>;
    readonly additionalProperties: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Codec<Property, TextProperty<"text"> | TextProperty<"formatted_text"> | NumberProperty<"integer"> | NumberProperty<"long"> | NumberProperty<"double"> | BooleanProperty | FileProperty<"file"> | FileProperty<"image"> | FileProperty<"audio"> | FileProperty<"video"> | FileGroupProperty<"file_group"> | FileGroupProperty<"image_group"> | FileGroupProperty<"audio_group"> | FileGroupProperty<"video_group"> | UnknownProperty | DateProperty<number> | ListProperty<number> | MapProperty<number>, never, never>>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    readonly fullname: effect_Schema.optional<effect_Schema.String>;
    readonly firstName: effect_Schema.optional<effect_Schema.String>;
    readonly lastName: effect_Schema.optional<effect_Schema.String>;
    readonly description: effect_Schema.optional<effect_Schema.String>;
    readonly gender: effect_Schema.optional<effect_Schema.String>;
    readonly dateOfBirth: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly mobileNumber: effect_Schema.optional<effect_Schema.String>;
    readonly address: effect_Schema.optional<effect_Schema.String>;
    readonly address2: effect_Schema.optional<effect_Schema.String>;
    readonly city: effect_Schema.optional<effect_Schema.String>;
    readonly state: effect_Schema.optional<effect_Schema.String>;
    readonly postalCode: effect_Schema.optional<effect_Schema.String>;
    readonly countryCode: effect_Schema.optional<effect_Schema.String>;
    readonly currencyCode: effect_Schema.optional<effect_Schema.String>;
    readonly languageCode: effect_Schema.optional<effect_Schema.String>;
    readonly timezoneCode: effect_Schema.optional<effect_Schema.String>;
    readonly username: effect_Schema.String;
    readonly email: effect_Schema.String;
    readonly password: effect_Schema.optional<effect_Schema.String>;
    readonly displayName: effect_Schema.optional<effect_Schema.String>;
    readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
}>;
interface UserUpdate extends effect_Schema.Schema.Type<typeof UserUpdateSchema> {
}
declare const UserUpdateSchema: effect_Schema.Struct<{
    readonly username: effect_Schema.optional<effect_Schema.String>;
    readonly email: effect_Schema.optional<effect_Schema.String>;
    readonly displayName: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly avatarUrl: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly fullname: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly firstName: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly lastName: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly description: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly gender: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly dateOfBirth: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
    readonly mobileNumber: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly address: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly address2: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly city: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly state: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly postalCode: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly countryCode: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly currencyCode: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly languageCode: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly timezoneCode: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly tags: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.$Array<effect_Schema.String>>>;
    readonly template: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
    readonly additionalProperties: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.$Record<effect_Schema.String, effect_Schema.Codec<Property, TextProperty<"text"> | TextProperty<"formatted_text"> | NumberProperty<"integer"> | NumberProperty<"long"> | NumberProperty<"double"> | BooleanProperty | FileProperty<"file"> | FileProperty<"image"> | FileProperty<"audio"> | FileProperty<"video"> | FileGroupProperty<"file_group"> | FileGroupProperty<"image_group"> | FileGroupProperty<"audio_group"> | FileGroupProperty<"video_group"> | UnknownProperty | DateProperty<number> | ListProperty<number> | MapProperty<number>, never, never>>>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    readonly id: effect_Schema.optional<effect_Schema.toType<effect_Schema.Int>>;
    readonly children: effect_Schema.optional<effect_Schema.toType<effect_Schema.$Array<effect_Schema.Struct<{
        readonly id: effect_Schema.Int;
        readonly username: effect_Schema.optional<effect_Schema.String>;
        readonly displayName: effect_Schema.optional<effect_Schema.String>;
        readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
        readonly context: effect_Schema.optional<effect_Schema.String>;
        readonly relationshipId: effect_Schema.optional<effect_Schema.Int>;
        readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    }>>>>;
    readonly parents: effect_Schema.optional<effect_Schema.toType<effect_Schema.$Array<effect_Schema.Struct<{
        readonly id: effect_Schema.Int;
        readonly username: effect_Schema.optional<effect_Schema.String>;
        readonly displayName: effect_Schema.optional<effect_Schema.String>;
        readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
        readonly context: effect_Schema.optional<effect_Schema.String>;
        readonly relationshipId: effect_Schema.optional<effect_Schema.Int>;
        readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    }>>>>;
    readonly memberSince: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
    readonly lastUpdated: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
    readonly lastActivity: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
}>;
declare const userSortProperties: readonly [
    "id",
    "username",
    "email",
    "displayName",
    "fullname",
    "memberSince",
    "lastUpdated",
    "lastActivity"
];
declare const operators: {
    readonly gt: "GT";
    readonly lt: "LT";
    readonly eq: "EQ";
    readonly gte: "GOE";
    readonly lte: "LOE";
};
type Comparison = keyof typeof operators;
type DateComparison = {
    [Operator in Comparison]: {
        readonly [Key in Operator]: Date;
    } & {
        readonly [Key in Exclude<Comparison, Operator>]?: undefined;
    };
}[Comparison];
interface UserFilter extends effect_Schema.Schema.Type<typeof UserFilterSchema> {
}
declare const UserFilterSchema: effect_Schema.Struct<{
    readonly displayName: effect_Schema.optional<effect_Schema.String>;
    readonly email: effect_Schema.optional<effect_Schema.String>;
    readonly firstName: effect_Schema.optional<effect_Schema.String>;
    readonly fullname: effect_Schema.optional<effect_Schema.String>;
    readonly lastName: effect_Schema.optional<effect_Schema.String>;
    readonly username: effect_Schema.optional<effect_Schema.String>;
    readonly tag: effect_Schema.optional<effect_Schema.String>;
    readonly group: effect_Schema.optional<effect_Schema.String>;
    readonly role: effect_Schema.optional<effect_Schema.String>;
    readonly lastActivity: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.refine<{
        readonly gt?: Date | undefined;
        readonly lt?: Date | undefined;
        readonly eq?: Date | undefined;
        readonly gte?: Date | undefined;
        readonly lte?: Date | undefined;
    } & DateComparison, effect_Schema.Struct<{
        readonly gt: effect_Schema.optional<effect_Schema.Date>;
        readonly lt: effect_Schema.optional<effect_Schema.Date>;
        readonly eq: effect_Schema.optional<effect_Schema.Date>;
        readonly gte: effect_Schema.optional<effect_Schema.Date>;
        readonly lte: effect_Schema.optional<effect_Schema.Date>;
    }>>, effect_Schema.String, never, never>>;
    readonly ids: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.$Array<effect_Schema.Int>, effect_Schema.String, never, never>>;
    readonly search: effect_Schema.optional<effect_Schema.String>;
}>;
declare const userFilterParameters: {
    readonly [Filter in keyof UserFilter]-?: string;
};
interface UserSearch extends effect_Schema.Schema.Type<typeof UserSearchSchema> {
}
declare const UserSearchSchema: effect_Schema.Struct<{
    readonly size: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Int, effect_Schema.String, never, never>>;
    readonly page: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Int, effect_Schema.String, never, never>>;
    readonly order: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.$Array<effect_Schema.Struct<{
        readonly property: effect_Schema.Literals<readonly [
            "id",
            "username",
            "email",
            "displayName",
            "fullname",
            "memberSince",
            "lastUpdated",
            "lastActivity"
        ]>;
        readonly direction: effect_Schema.optional<effect_Schema.Literals<readonly [
            "ASC",
            "DESC"
        ]>>;
    }>>, effect_Schema.String, never, never>>;
    readonly filter: effect_Schema.optional<effect_Schema.Struct<{
        readonly displayName: effect_Schema.optional<effect_Schema.String>;
        readonly email: effect_Schema.optional<effect_Schema.String>;
        readonly firstName: effect_Schema.optional<effect_Schema.String>;
        readonly fullname: effect_Schema.optional<effect_Schema.String>;
        readonly lastName: effect_Schema.optional<effect_Schema.String>;
        readonly username: effect_Schema.optional<effect_Schema.String>;
        readonly tag: effect_Schema.optional<effect_Schema.String>;
        readonly group: effect_Schema.optional<effect_Schema.String>;
        readonly role: effect_Schema.optional<effect_Schema.String>;
        readonly lastActivity: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.refine<{
            readonly gt?: Date | undefined;
            readonly lt?: Date | undefined;
            readonly eq?: Date | undefined;
            readonly gte?: Date | undefined;
            readonly lte?: Date | undefined;
        } & DateComparison, effect_Schema.Struct<{
            readonly gt: effect_Schema.optional<effect_Schema.Date>;
            readonly lt: effect_Schema.optional<effect_Schema.Date>;
            readonly eq: effect_Schema.optional<effect_Schema.Date>;
            readonly gte: effect_Schema.optional<effect_Schema.Date>;
            readonly lte: effect_Schema.optional<effect_Schema.Date>;
        }>>, effect_Schema.String, never, never>>;
        readonly ids: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.$Array<effect_Schema.Int>, effect_Schema.String, never, never>>;
        readonly search: effect_Schema.optional<effect_Schema.String>;
    }>>;
}>;
declare const isPlainText: effect_SchemaAST.Filter<string>;
declare const UserId: effect_Schema.Int;
type UserRef = number | "me";
declare const UserRefSchema: effect_Schema.Union<readonly [
    effect_Schema.Int,
    effect_Schema.Literal<"me">
]>;
declare const Id: effect_Schema.String;
declare const Tag: effect_Schema.String;
interface DeleteUserTemplateOptions extends effect_Schema.Schema.Type<typeof DeleteUserTemplateOptionsSchema> {
}
declare const DeleteUserTemplateOptionsSchema: effect_Schema.Struct<{
    readonly cascade: effect_Schema.optional<effect_Schema.Literal<"detach">>;
}>;
interface ClientCredentials {
    readonly grant: "client_credentials";
    readonly clientId: string;
    readonly clientSecret: string;
}
interface PasswordCredentials {
    readonly grant: "password";
    readonly clientId: string;
    readonly clientSecret?: string | undefined;
    readonly username: string;
    readonly password: string;
}
interface RefreshCredentials {
    readonly grant: "refresh_token";
    readonly clientId: string;
    readonly clientSecret?: string | undefined;
    readonly refreshToken: string;
}
interface TokenRequestContext {
    readonly rejected?: string;
    readonly signal: AbortSignal;
}
interface GivenToken {
    readonly token: string | ((context: TokenRequestContext) => string | Promise<string>);
}
type Credentials = ClientCredentials | PasswordCredentials | RefreshCredentials | GivenToken;
interface StoredToken {
    readonly accessToken: string;
    readonly refreshToken?: string | undefined;
    readonly expiresAt?: number | undefined;
}
interface TokenStore {
    readonly get: () => StoredToken | undefined | Promise<StoredToken | undefined>;
    readonly set: (token: StoredToken | undefined) => void | Promise<void>;
}
declare const memoryTokenStore: (initial?: StoredToken) => TokenStore;
interface RetryOptions {
    readonly retries?: number | undefined;
    readonly baseDelay?: number | undefined;
    readonly maxDelay?: number | undefined;
    readonly maxRetryAfter?: number | undefined;
    readonly budget?: number | undefined;
    readonly budgetPerCall?: number | undefined;
}
type StopReason = "not-retryable" | "retries" | "retry-after" | "deadline" | "budget";
interface AttemptEvent {
    readonly type: "attempt";
    readonly operation: OperationName;
    readonly method: string;
    readonly path: string;
    readonly attempt: number;
    readonly duration: number;
    readonly status?: number;
    readonly requestId?: string;
    readonly error?: string;
}
interface RetryEvent {
    readonly type: "retry";
    readonly operation: OperationName;
    readonly attempt: number;
    readonly error: string;
    readonly delay: number;
}
interface GiveUpEvent {
    readonly type: "give-up";
    readonly operation: OperationName;
    readonly attempt: number;
    readonly error: string;
    readonly because: StopReason;
}
interface TokenEvent {
    readonly type: "token";
    readonly grant: "client_credentials" | "password" | "refresh_token";
    readonly outcome: "granted" | "failed";
}
type ClientEvent = AttemptEvent | RetryEvent | GiveUpEvent | TokenEvent;
type Fetch = (request: Request) => Promise<Response>;
declare const KNETIK_SANDBOX_URL = "https://sandbox.knetikcloud.com";
interface TimeoutOptions {
    readonly attempt?: number | undefined;
    readonly call?: number | undefined;
}
interface UsersClientOptions {
    readonly baseUrl: string | URL;
    readonly auth?: Credentials | undefined;
    readonly tokenUrl?: string | URL | undefined;
    readonly tokenStore?: TokenStore | undefined;
    readonly timeout?: TimeoutOptions | undefined;
    readonly retry?: RetryOptions | undefined;
    readonly headers?: {
        readonly [name: string]: string;
    } | Headers | undefined;
    readonly fetch?: Fetch | undefined;
    readonly onEvent?: ((event: ClientEvent) => void) | undefined;
    readonly tracer?: Tracer.Tracer | undefined;
    readonly propagateTrace?: boolean | undefined;
    readonly maxResponseBytes?: number | undefined;
    readonly allowInsecureHttp?: boolean | undefined;
}
interface CallOptions {
    readonly token?: string | null | undefined;
    readonly timeout?: TimeoutOptions | undefined;
    readonly retries?: number | undefined;
}
interface PagingOptions {
    readonly pagesInFlight?: number | undefined;
}
interface PromiseCallOptions extends CallOptions {
    readonly signal?: AbortSignal | undefined;
}
type Result<Success, Failure> = {
    readonly ok: true;
    readonly value: Success;
    readonly error?: undefined;
} | {
    readonly ok: false;
    readonly error: Failure;
    readonly value?: undefined;
};
type PromiseOperations<Selection extends Endpoints = Contract> = {
    readonly [Name in keyof Selection]: (...args: [
        ...ArgumentsOf<EndpointOf<Selection, Name>>,
        options?: PromiseCallOptions
    ]) => Promise<SuccessOf<EndpointOf<Selection, Name>>>;
};
type ResultOperations<Selection extends Endpoints = Contract> = {
    readonly [Name in keyof Selection]: (...args: [
        ...ArgumentsOf<EndpointOf<Selection, Name>>,
        options?: PromiseCallOptions
    ]) => Promise<Result<SuccessOf<EndpointOf<Selection, Name>>, Failing<EndpointOf<Selection, Name>>["with"] | Aborted>>;
};
type PartialUsersClient<Selection extends Endpoints> = PromiseOperations<Selection> & UsersClientExtras<Selection>;
interface UsersClient extends PromiseOperations, UsersClientExtras {
}
interface UsersClientExtras<Selection extends Endpoints = Contract> extends AsyncDisposable {
    readonly result: ResultOperations<Selection>;
    readonly all: {
        readonly [Name in PagedOperation<Selection>]: (...args: [
            ...ArgumentsOf<EndpointOf<Selection, Name>>,
            options?: PromiseCallOptions & PagingOptions
        ]) => AsyncIterable<RowOf<EndpointOf<Selection, Name>>>;
    };
    readonly pages: {
        readonly [Name in PagedOperation<Selection>]: (...args: [
            ...ArgumentsOf<EndpointOf<Selection, Name>>,
            options?: PromiseCallOptions & PagingOptions
        ]) => AsyncIterable<Page<RowOf<EndpointOf<Selection, Name>>>>;
    };
    readonly close: () => Promise<void>;
}
interface ConfigurationProblem {
    readonly code: string;
    readonly option: string;
    readonly why: string;
    readonly fix: string;
}
declare class ConfigurationError extends Error {
    readonly _tag = "ConfigurationError";
    readonly name = "ConfigurationError";
    readonly problems: ReadonlyArray<ConfigurationProblem>;
    constructor(problems: ReadonlyArray<ConfigurationProblem>);
}
interface PlainUsersError extends ErrorDetails {
    readonly _tag: UsersError["_tag"];
}
declare const plainUsersError: (error: UsersError) => PlainUsersError;
declare const usersErrorFromPlain: (plain: unknown) => UsersError | undefined;
type Direction = "ASC" | "DESC";
interface Order<Property extends string = string> {
    readonly property: Property;
    readonly direction?: Direction | undefined;
}
declare const contract: {
    getOAuthToken: {
        readonly name: "getOAuthToken";
        readonly operation: "get_oauth_token";
        readonly summary: "Get an access token";
        readonly method: "POST";
        readonly resource: "tokens";
        readonly path: "/oauth/token";
        readonly body: {
            readonly schema: effect_Schema.Union<readonly [
                effect_Schema.Struct<{
                    readonly clientSecret: effect_Schema.String;
                    readonly clientId: effect_Schema.String;
                    readonly grantType: effect_Schema.Literal<"client_credentials">;
                }>,
                effect_Schema.Struct<{
                    readonly clientSecret: effect_Schema.optional<effect_Schema.String>;
                    readonly username: effect_Schema.String;
                    readonly password: effect_Schema.String;
                    readonly clientId: effect_Schema.String;
                    readonly grantType: effect_Schema.Literal<"password">;
                }>,
                effect_Schema.Struct<{
                    readonly clientSecret: effect_Schema.optional<effect_Schema.String>;
                    readonly refreshToken: effect_Schema.String;
                    readonly clientId: effect_Schema.String;
                    readonly grantType: effect_Schema.Literal<"refresh_token">;
                }>
            ]>;
            readonly format: "form";
        };
        readonly args: readonly [
            "request"
        ];
        readonly input: (request: TokenRequest) => {
            body: {
                readonly clientSecret: string;
                readonly clientId: string;
                readonly grantType: "client_credentials";
            } | {
                readonly grantType: "password";
                readonly clientId: string;
                readonly password: string;
                readonly username: string;
                readonly clientSecret?: string | undefined;
            } | {
                readonly grantType: "refresh_token";
                readonly clientId: string;
                readonly refreshToken: string;
                readonly clientSecret?: string | undefined;
            };
        };
        readonly success: effect_Schema.Codec<OAuthToken, unknown, never, never>;
        readonly successStatus: 200;
        readonly failures: readonly [
            typeof TokenFailure
        ];
        readonly auth: "none";
        readonly access: "anyone";
        readonly retry: "non-idempotent";
        readonly invalidates: readonly [
        ];
    };
    setPassword: {
        readonly name: "setPassword";
        readonly operation: "set_password";
        readonly summary: "Set a user's password";
        readonly method: "PUT";
        readonly resource: "passwords";
        readonly subject: {
            readonly kind: "user";
            readonly param: "id";
        };
        readonly path: "/users/{id}/password";
        readonly params: {
            readonly id: effect_Schema.Int;
        };
        readonly body: {
            readonly schema: effect_Schema.String;
            readonly format: "wrapped";
            readonly field: "password";
        };
        readonly args: readonly [
            "id",
            "password"
        ];
        readonly input: (id: number, password: string) => {
            params: {
                id: number;
            };
            body: string;
        };
        readonly successStatus: 204;
        readonly failures: readonly [
            typeof UserNotFound
        ];
        readonly auth: "required";
        readonly access: {
            readonly roles: readonly [
                "USERS_ADMIN"
            ];
            readonly orOwner: true;
        };
        readonly retry: "idempotent";
        readonly invalidates: readonly [
        ];
    };
    startPasswordReset: {
        readonly name: "startPasswordReset";
        readonly operation: "start_password_reset";
        readonly summary: "Reset a user's password";
        readonly method: "POST";
        readonly resource: "passwords";
        readonly subject: {
            readonly kind: "user";
            readonly param: "id";
        };
        readonly path: "/users/{id}/password-reset";
        readonly params: {
            readonly id: effect_Schema.Int;
        };
        readonly args: readonly [
            "id"
        ];
        readonly input: (id: number) => {
            params: {
                id: number;
            };
        };
        readonly successStatus: 204;
        readonly failures: readonly [
        ];
        readonly auth: "none";
        readonly access: "anyone";
        readonly retry: "non-idempotent";
        readonly invalidates: readonly [
        ];
    };
    submitPasswordReset: {
        readonly name: "submitPasswordReset";
        readonly operation: "submit_password_reset";
        readonly summary: "Reset a user's password without user id";
        readonly method: "POST";
        readonly resource: "passwords";
        readonly path: "/users/password-reset";
        readonly body: {
            readonly schema: effect_Schema.refine<{
                readonly username?: string | undefined;
                readonly email?: string | undefined;
                readonly mobileNumber?: string | undefined;
            } & PasswordResetRequest, effect_Schema.Struct<{
                readonly email: effect_Schema.optional<effect_Schema.String>;
                readonly username: effect_Schema.optional<effect_Schema.String>;
                readonly mobileNumber: effect_Schema.optional<effect_Schema.String>;
            }>>;
            readonly format: "json";
        };
        readonly args: readonly [
            "account"
        ];
        readonly input: (account: PasswordResetRequest) => {
            body: PasswordResetRequest;
        };
        readonly successStatus: 204;
        readonly failures: readonly [
        ];
        readonly auth: "none";
        readonly access: "anyone";
        readonly retry: "non-idempotent";
        readonly invalidates: readonly [
        ];
    };
    passwordReset: {
        readonly name: "passwordReset";
        readonly operation: "password_reset";
        readonly summary: "Choose a new password after a reset";
        readonly method: "PUT";
        readonly resource: "passwords";
        readonly subject: {
            readonly kind: "user";
            readonly param: "id";
        };
        readonly path: "/users/{id}/password-reset";
        readonly params: {
            readonly id: effect_Schema.Int;
        };
        readonly body: {
            readonly schema: effect_Schema.Struct<{
                readonly password: effect_Schema.String;
                readonly secret: effect_Schema.String;
            }>;
            readonly format: "json";
        };
        readonly args: readonly [
            "id",
            "request"
        ];
        readonly input: (id: number, request: NewPassword) => {
            params: {
                id: number;
            };
            body: NewPassword;
        };
        readonly successStatus: 204;
        readonly failures: readonly [
        ];
        readonly auth: "none";
        readonly access: "anyone";
        readonly retry: "non-idempotent";
        readonly invalidates: readonly [
        ];
    };
    addUserTag: {
        readonly name: "addUserTag";
        readonly operation: "add_user_tag";
        readonly summary: "Add a tag to a user";
        readonly method: "POST";
        readonly resource: "tags";
        readonly subject: {
            readonly kind: "user";
            readonly param: "user_id";
        };
        readonly path: "/users/{user_id}/tags";
        readonly params: {
            readonly user_id: effect_Schema.Int;
        };
        readonly body: {
            readonly schema: effect_Schema.String;
            readonly format: "wrapped";
            readonly field: "tag";
        };
        readonly args: readonly [
            "userId",
            "tag"
        ];
        readonly input: (userId: number, tag: string) => {
            params: {
                user_id: number;
            };
            body: string;
        };
        readonly successStatus: 204;
        readonly failures: readonly [
            typeof UserNotFound
        ];
        readonly auth: "required";
        readonly access: {
            readonly roles: readonly [
                "USERS_ADMIN"
            ];
        };
        readonly retry: "idempotent";
        readonly invalidates: readonly [
            "getUserTags",
            "getUser",
            {
                readonly read: "getUsers";
                readonly filter: "tag";
            }
        ];
    };
    getUserTags: {
        readonly name: "getUserTags";
        readonly operation: "get_user_tags";
        readonly summary: "List tags for a user";
        readonly method: "GET";
        readonly resource: "tags";
        readonly subject: {
            readonly kind: "user";
            readonly param: "user_id";
        };
        readonly path: "/users/{user_id}/tags";
        readonly params: {
            readonly user_id: effect_Schema.Int;
        };
        readonly args: readonly [
            "userId"
        ];
        readonly input: (userId: number) => {
            params: {
                user_id: number;
            };
        };
        readonly success: effect_Schema.$Array<effect_Schema.String>;
        readonly successStatus: 200;
        readonly failures: readonly [
            typeof UserNotFound
        ];
        readonly auth: "required";
        readonly access: {
            readonly roles: readonly [
                "USERS_ADMIN"
            ];
        };
        readonly retry: "safe";
        readonly invalidates: readonly [
        ];
    };
    removeUserTag: {
        readonly name: "removeUserTag";
        readonly operation: "remove_user_tag";
        readonly summary: "Remove a tag from a user";
        readonly method: "DELETE";
        readonly resource: "tags";
        readonly subject: {
            readonly kind: "user";
            readonly param: "user_id";
        };
        readonly path: "/users/{user_id}/tags/{tag}";
        readonly params: {
            readonly user_id: effect_Schema.Int;
            readonly tag: effect_Schema.String;
        };
        readonly args: readonly [
            "userId",
            "tag"
        ];
        readonly input: (userId: number, tag: string) => {
            params: {
                user_id: number;
                tag: string;
            };
        };
        readonly successStatus: 204;
        readonly failures: readonly [
            typeof UserNotFound
        ];
        readonly auth: "required";
        readonly access: {
            readonly roles: readonly [
                "USERS_ADMIN"
            ];
        };
        readonly retry: "idempotent";
        readonly invalidates: readonly [
            "getUserTags",
            "getUser",
            {
                readonly read: "getUsers";
                readonly filter: "tag";
            }
        ];
    };
    createUserTemplate: {
        readonly name: "createUserTemplate";
        readonly operation: "create_user_template";
        readonly summary: "Create a user template";
        readonly method: "POST";
        readonly resource: "templates";
        readonly path: "/users/templates";
        readonly body: {
            readonly schema: effect_Schema.Struct<{
                readonly createdDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
                readonly updatedDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
                readonly allowAdditional: effect_Schema.optional<effect_Schema.Boolean>;
                readonly properties: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Codec<PropertyDefinition, TextDefinition<"text"> | TextDefinition<"formatted_text"> | NumberDefinition<"integer"> | NumberDefinition<"long"> | NumberDefinition<"double"> | BooleanDefinition | FileDefinition | FileGroupDefinition | ImageDefinition | ImageGroupDefinition | AudioDefinition | AudioGroupDefinition | VideoDefinition | VideoGroupDefinition | UnknownDefinition | DateDefinition<number> | ListDefinition<number> | MapDefinition<number>, never, never>>>;
                readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
                readonly id: effect_Schema.optional<effect_Schema.String>;
                readonly name: effect_Schema.String;
            }>;
            readonly format: "json";
        };
        readonly args: readonly [
            "template"
        ];
        readonly input: (template: UserTemplateInput) => {
            body: UserTemplateInput;
        };
        readonly success: effect_Schema.Codec<UserTemplate, unknown, never, never>;
        readonly successStatus: 201;
        readonly failures: readonly [
            typeof TemplateAlreadyExists
        ];
        readonly auth: "required";
        readonly access: {
            readonly roles: readonly [
                "TEMPLATE_ADMIN"
            ];
        };
        readonly retry: "non-idempotent";
        readonly invalidates: readonly [
            "getUserTemplates"
        ];
    };
    getUserTemplate: {
        readonly name: "getUserTemplate";
        readonly operation: "get_user_template";
        readonly summary: "Get a single user template";
        readonly method: "GET";
        readonly resource: "templates";
        readonly subject: {
            readonly kind: "template";
            readonly param: "id";
        };
        readonly path: "/users/templates/{id}";
        readonly params: {
            readonly id: effect_Schema.String;
        };
        readonly args: readonly [
            "id"
        ];
        readonly input: (id: string) => {
            params: {
                id: string;
            };
        };
        readonly success: effect_Schema.Codec<UserTemplate, unknown, never, never>;
        readonly successStatus: 200;
        readonly failures: readonly [
            typeof TemplateNotFound
        ];
        readonly auth: "required";
        readonly access: {
            readonly roles: readonly [
                "TEMPLATE_ADMIN",
                "USERS_ADMIN"
            ];
        };
        readonly retry: "safe";
        readonly invalidates: readonly [
        ];
    };
    getUserTemplates: {
        readonly name: "getUserTemplates";
        readonly operation: "get_user_templates";
        readonly summary: "List and search user templates";
        readonly method: "GET";
        readonly resource: "templates";
        readonly path: "/users/templates";
        readonly query: {
            readonly schema: effect_Schema.Struct<{
                size: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Int, effect_Schema.String, never, never>>;
                page: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Int, effect_Schema.String, never, never>>;
                order: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.$Array<effect_Schema.Struct<{
                    readonly property: effect_Schema.Literals<readonly [
                        "id",
                        "name",
                        "createdDate",
                        "updatedDate"
                    ]>;
                    readonly direction: effect_Schema.optional<effect_Schema.Literals<readonly [
                        "ASC",
                        "DESC"
                    ]>>;
                }>>, effect_Schema.String, never, never>>;
            }>;
        };
        readonly args: readonly [
            "search"
        ];
        readonly input: (search?: UserTemplateSearch) => {
            query: UserTemplateSearch;
        };
        readonly success: effect_Schema.Codec<Page<UserTemplate>, unknown, never, never>;
        readonly successStatus: 200;
        readonly row: effect_Schema.Codec<UserTemplate, unknown, never, never>;
        readonly failures: readonly [
        ];
        readonly auth: "required";
        readonly access: {
            readonly roles: readonly [
                "TEMPLATE_ADMIN",
                "USERS_ADMIN"
            ];
        };
        readonly retry: "safe";
        readonly invalidates: readonly [
        ];
    };
    updateUserTemplate: {
        readonly name: "updateUserTemplate";
        readonly operation: "update_user_template";
        readonly summary: "Update a user template";
        readonly method: "PUT";
        readonly resource: "templates";
        readonly subject: {
            readonly kind: "template";
            readonly param: "id";
        };
        readonly path: "/users/templates/{id}";
        readonly params: {
            readonly id: effect_Schema.String;
        };
        readonly body: {
            readonly schema: effect_Schema.Struct<{
                readonly createdDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
                readonly updatedDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
                readonly allowAdditional: effect_Schema.optional<effect_Schema.Boolean>;
                readonly properties: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Codec<PropertyDefinition, TextDefinition<"text"> | TextDefinition<"formatted_text"> | NumberDefinition<"integer"> | NumberDefinition<"long"> | NumberDefinition<"double"> | BooleanDefinition | FileDefinition | FileGroupDefinition | ImageDefinition | ImageGroupDefinition | AudioDefinition | AudioGroupDefinition | VideoDefinition | VideoGroupDefinition | UnknownDefinition | DateDefinition<number> | ListDefinition<number> | MapDefinition<number>, never, never>>>;
                readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
                readonly id: effect_Schema.optional<effect_Schema.toType<effect_Schema.String>>;
                readonly name: effect_Schema.optional<effect_Schema.String>;
            }>;
            readonly format: "json";
        };
        readonly args: readonly [
            "id",
            "changes"
        ];
        readonly input: (id: string, changes: UserTemplateUpdate) => {
            params: {
                id: string;
            };
            body: UserTemplateUpdate;
        };
        readonly success: effect_Schema.Codec<UserTemplate, unknown, never, never>;
        readonly successStatus: 200;
        readonly failures: readonly [
            typeof TemplateNotFound,
            typeof TemplateAlreadyExists
        ];
        readonly auth: "required";
        readonly access: {
            readonly roles: readonly [
                "TEMPLATE_ADMIN"
            ];
        };
        readonly retry: "idempotent";
        readonly invalidates: readonly [
            "getUserTemplate",
            "getUserTemplates"
        ];
    };
    deleteUserTemplate: {
        readonly name: "deleteUserTemplate";
        readonly operation: "delete_user_template";
        readonly summary: "Delete a user template";
        readonly method: "DELETE";
        readonly resource: "templates";
        readonly subject: {
            readonly kind: "template";
            readonly param: "id";
        };
        readonly path: "/users/templates/{id}";
        readonly params: {
            readonly id: effect_Schema.String;
        };
        readonly query: {
            readonly schema: effect_Schema.Struct<{
                readonly cascade: effect_Schema.optional<effect_Schema.Literal<"detach">>;
            }>;
        };
        readonly args: readonly [
            "id",
            "options"
        ];
        readonly input: (id: string, options?: DeleteUserTemplateOptions) => {
            params: {
                id: string;
            };
            query: DeleteUserTemplateOptions;
        };
        readonly successStatus: 204;
        readonly failures: readonly [
            typeof TemplateNotFound,
            typeof TemplateInUse
        ];
        readonly auth: "required";
        readonly access: {
            readonly roles: readonly [
                "TEMPLATE_ADMIN"
            ];
        };
        readonly retry: "idempotent";
        readonly invalidates: readonly [
            "getUserTemplate",
            "getUserTemplates",
            "getUser"
        ];
    };
    getUser: {
        readonly name: "getUser";
        readonly operation: "get_user";
        readonly summary: "Get a single user";
        readonly method: "GET";
        readonly resource: "users";
        readonly subject: {
            readonly kind: "user";
            readonly param: "id";
        };
        readonly path: "/users/{id}";
        readonly params: {
            readonly id: effect_Schema.Union<readonly [
                effect_Schema.Int,
                effect_Schema.Literal<"me">
            ]>;
        };
        readonly args: readonly [
            "id"
        ];
        readonly input: (id: UserRef) => {
            params: {
                id: UserRef;
            };
        };
        readonly success: effect_Schema.Codec<User, unknown, never, never>;
        readonly successStatus: 200;
        readonly failures: readonly [
            typeof UserNotFound
        ];
        readonly auth: "optional";
        readonly access: "anyone";
        readonly retry: "safe";
        readonly invalidates: readonly [
        ];
    };
    getUsers: {
        readonly name: "getUsers";
        readonly operation: "get_users";
        readonly summary: "List and search users";
        readonly method: "GET";
        readonly resource: "users";
        readonly path: "/users";
        readonly query: {
            readonly schema: effect_Schema.Struct<{
                readonly size: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Int, effect_Schema.String, never, never>>;
                readonly page: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Int, effect_Schema.String, never, never>>;
                readonly order: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.$Array<effect_Schema.Struct<{
                    readonly property: effect_Schema.Literals<readonly [
                        "id",
                        "username",
                        "email",
                        "displayName",
                        "fullname",
                        "memberSince",
                        "lastUpdated",
                        "lastActivity"
                    ]>;
                    readonly direction: effect_Schema.optional<effect_Schema.Literals<readonly [
                        "ASC",
                        "DESC"
                    ]>>;
                }>>, effect_Schema.String, never, never>>;
                readonly filter: effect_Schema.optional<effect_Schema.Struct<{
                    readonly displayName: effect_Schema.optional<effect_Schema.String>;
                    readonly email: effect_Schema.optional<effect_Schema.String>;
                    readonly firstName: effect_Schema.optional<effect_Schema.String>;
                    readonly fullname: effect_Schema.optional<effect_Schema.String>;
                    readonly lastName: effect_Schema.optional<effect_Schema.String>;
                    readonly username: effect_Schema.optional<effect_Schema.String>;
                    readonly tag: effect_Schema.optional<effect_Schema.String>;
                    readonly group: effect_Schema.optional<effect_Schema.String>;
                    readonly role: effect_Schema.optional<effect_Schema.String>;
                    readonly lastActivity: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.refine<{
                        readonly gt?: Date | undefined;
                        readonly lt?: Date | undefined;
                        readonly eq?: Date | undefined;
                        readonly gte?: Date | undefined;
                        readonly lte?: Date | undefined;
                    } & DateComparison, effect_Schema.Struct<{
                        readonly gt: effect_Schema.optional<effect_Schema.Date>;
                        readonly lt: effect_Schema.optional<effect_Schema.Date>;
                        readonly eq: effect_Schema.optional<effect_Schema.Date>;
                        readonly gte: effect_Schema.optional<effect_Schema.Date>;
                        readonly lte: effect_Schema.optional<effect_Schema.Date>;
                    }>>, effect_Schema.String, never, never>>;
                    readonly ids: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.$Array<effect_Schema.Int>, effect_Schema.String, never, never>>;
                    readonly search: effect_Schema.optional<effect_Schema.String>;
                }>>;
            }>;
            readonly filters: {
                readonly username: string;
                readonly search: string;
                readonly email: string;
                readonly tag: string;
                readonly displayName: string;
                readonly lastActivity: string;
                readonly fullname: string;
                readonly firstName: string;
                readonly lastName: string;
                readonly group: string;
                readonly role: string;
                readonly ids: string;
            };
        };
        readonly args: readonly [
            "search"
        ];
        readonly input: (search?: UserSearch) => {
            query: UserSearch;
        };
        readonly success: effect_Schema.Codec<Page<UserSummary>, unknown, never, never>;
        readonly successStatus: 200;
        readonly row: effect_Schema.Codec<UserSummary, unknown, never, never>;
        readonly failures: readonly [
        ];
        readonly auth: "optional";
        readonly access: "anyone";
        readonly retry: "safe";
        readonly invalidates: readonly [
        ];
    };
    registerUser: {
        readonly name: "registerUser";
        readonly operation: "register_user";
        readonly summary: "Register a new user";
        readonly method: "POST";
        readonly resource: "users";
        readonly path: "/users";
        readonly body: {
            readonly schema: effect_Schema.Struct<{
                readonly tags: effect_Schema.optional<effect_Schema.$Array<effect_Schema.String>>;
                readonly template: effect_Schema.optional<effect_Schema.String>;
                readonly additionalProperties: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Codec<Property, TextProperty<"text"> | TextProperty<"formatted_text"> | NumberProperty<"integer"> | NumberProperty<"long"> | NumberProperty<"double"> | BooleanProperty | FileProperty<"file"> | FileProperty<"image"> | FileProperty<"audio"> | FileProperty<"video"> | FileGroupProperty<"file_group"> | FileGroupProperty<"image_group"> | FileGroupProperty<"audio_group"> | FileGroupProperty<"video_group"> | UnknownProperty | DateProperty<number> | ListProperty<number> | MapProperty<number>, never, never>>>;
                readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
                readonly fullname: effect_Schema.optional<effect_Schema.String>;
                readonly firstName: effect_Schema.optional<effect_Schema.String>;
                readonly lastName: effect_Schema.optional<effect_Schema.String>;
                readonly description: effect_Schema.optional<effect_Schema.String>;
                readonly gender: effect_Schema.optional<effect_Schema.String>;
                readonly dateOfBirth: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
                readonly mobileNumber: effect_Schema.optional<effect_Schema.String>;
                readonly address: effect_Schema.optional<effect_Schema.String>;
                readonly address2: effect_Schema.optional<effect_Schema.String>;
                readonly city: effect_Schema.optional<effect_Schema.String>;
                readonly state: effect_Schema.optional<effect_Schema.String>;
                readonly postalCode: effect_Schema.optional<effect_Schema.String>;
                readonly countryCode: effect_Schema.optional<effect_Schema.String>;
                readonly currencyCode: effect_Schema.optional<effect_Schema.String>;
                readonly languageCode: effect_Schema.optional<effect_Schema.String>;
                readonly timezoneCode: effect_Schema.optional<effect_Schema.String>;
                readonly username: effect_Schema.String;
                readonly email: effect_Schema.String;
                readonly password: effect_Schema.optional<effect_Schema.String>;
                readonly displayName: effect_Schema.optional<effect_Schema.String>;
                readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
            }>;
            readonly format: "json";
        };
        readonly args: readonly [
            "user"
        ];
        readonly input: (user: UserRegistration) => {
            body: UserRegistration;
        };
        readonly success: effect_Schema.Codec<User, unknown, never, never>;
        readonly successStatus: 200;
        readonly failures: readonly [
            typeof UserAlreadyExists
        ];
        readonly auth: "optional";
        readonly access: "anyone";
        readonly retry: "non-idempotent";
        readonly invalidates: readonly [
            "getUsers"
        ];
    };
    updateUser: {
        readonly name: "updateUser";
        readonly operation: "update_user";
        readonly summary: "Update a user";
        readonly method: "PUT";
        readonly resource: "users";
        readonly subject: {
            readonly kind: "user";
            readonly param: "id";
        };
        readonly path: "/users/{id}";
        readonly params: {
            readonly id: effect_Schema.Union<readonly [
                effect_Schema.Int,
                effect_Schema.Literal<"me">
            ]>;
        };
        readonly body: {
            readonly schema: effect_Schema.Struct<{
                readonly username: effect_Schema.optional<effect_Schema.String>;
                readonly email: effect_Schema.optional<effect_Schema.String>;
                readonly displayName: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly avatarUrl: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly fullname: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly firstName: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly lastName: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly description: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly gender: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly dateOfBirth: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
                readonly mobileNumber: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly address: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly address2: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly city: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly state: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly postalCode: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly countryCode: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly currencyCode: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly languageCode: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly timezoneCode: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly tags: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.$Array<effect_Schema.String>>>;
                readonly template: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.String>>;
                readonly additionalProperties: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.$Record<effect_Schema.String, effect_Schema.Codec<Property, TextProperty<"text"> | TextProperty<"formatted_text"> | NumberProperty<"integer"> | NumberProperty<"long"> | NumberProperty<"double"> | BooleanProperty | FileProperty<"file"> | FileProperty<"image"> | FileProperty<"audio"> | FileProperty<"video"> | FileGroupProperty<"file_group"> | FileGroupProperty<"image_group"> | FileGroupProperty<"audio_group"> | FileGroupProperty<"video_group"> | UnknownProperty | DateProperty<number> | ListProperty<number> | MapProperty<number>, never, never>>>>;
                readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
                readonly id: effect_Schema.optional<effect_Schema.toType<effect_Schema.Int>>;
                readonly children: effect_Schema.optional<effect_Schema.toType<effect_Schema.$Array<effect_Schema.Struct<{
                    readonly id: effect_Schema.Int;
                    readonly username: effect_Schema.optional<effect_Schema.String>;
                    readonly displayName: effect_Schema.optional<effect_Schema.String>;
                    readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
                    readonly context: effect_Schema.optional<effect_Schema.String>;
                    readonly relationshipId: effect_Schema.optional<effect_Schema.Int>;
                    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
                }>>>>;
                readonly parents: effect_Schema.optional<effect_Schema.toType<effect_Schema.$Array<effect_Schema.Struct<{
                    readonly id: effect_Schema.Int;
                    readonly username: effect_Schema.optional<effect_Schema.String>;
                    readonly displayName: effect_Schema.optional<effect_Schema.String>;
                    readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
                    readonly context: effect_Schema.optional<effect_Schema.String>;
                    readonly relationshipId: effect_Schema.optional<effect_Schema.Int>;
                    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
                }>>>>;
                readonly memberSince: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
                readonly lastUpdated: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
                readonly lastActivity: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
            }>;
            readonly format: "json";
        };
        readonly args: readonly [
            "id",
            "changes"
        ];
        readonly input: (id: UserRef, changes: UserUpdate) => {
            params: {
                id: UserRef;
            };
            body: UserUpdate;
        };
        readonly successStatus: 204;
        readonly failures: readonly [
            typeof UserNotFound,
            typeof UserAlreadyExists
        ];
        readonly auth: "required";
        readonly access: {
            readonly roles: readonly [
                "USERS_ADMIN"
            ];
            readonly orOwner: true;
        };
        readonly retry: "idempotent";
        readonly invalidates: readonly [
            "getUser",
            "getUsers",
            "getUserTags"
        ];
    };
};
type Contract = typeof contract;
type OperationName = keyof Contract;
type ReadName = {
    [Name in OperationName]: Contract[Name]["method"] extends "GET" ? Name : never;
}[OperationName];
type Endpoints = {
    readonly [Name in OperationName]?: Endpoint & {
        readonly name: Name;
    };
};
type EndpointOf<Selection extends Endpoints, Name extends keyof Selection> = Extract<Selection[Name], Endpoint>;
type PagedOperation<Selection extends Endpoints = Contract> = {
    [Name in keyof Selection]: Selection[Name] extends {
        readonly row: unknown;
    } ? Name : never;
}[keyof Selection];
type ErrorOf<Name extends OperationName> = FailureOf<Contract[Name]>;
type UsersOperations<Selection extends Endpoints = Contract> = {
    readonly [Name in keyof Selection]: (...args: [
        ...ArgumentsOf<EndpointOf<Selection, Name>>,
        options?: CallOptions
    ]) => Effect.Effect<SuccessOf<EndpointOf<Selection, Name>>, Failing<EndpointOf<Selection, Name>>["with"]>;
};
interface UsersLists<Selection extends Endpoints = Contract> {
    readonly all: {
        readonly [Name in PagedOperation<Selection>]: (...args: [
            ...ArgumentsOf<EndpointOf<Selection, Name>>,
            options?: CallOptions & PagingOptions
        ]) => Stream.Stream<RowOf<EndpointOf<Selection, Name>>, Failing<EndpointOf<Selection, Name>>["with"]>;
    };
    readonly pages: {
        readonly [Name in PagedOperation<Selection>]: (...args: [
            ...ArgumentsOf<EndpointOf<Selection, Name>>,
            options?: CallOptions & PagingOptions
        ]) => Stream.Stream<Page<RowOf<EndpointOf<Selection, Name>>>, Failing<EndpointOf<Selection, Name>>["with"]>;
    };
}
type UsersApi<Selection extends Endpoints = Contract> = UsersOperations<Selection> & UsersLists<Selection>;
declare const promiseClient: <const Selection extends Endpoints>(selection: Selection, api: UsersApi<Selection>, onClose?: Effect.Effect<void>) => PartialUsersClient<Selection>;
declare const Users_base: Context.ServiceClass<Users, "@knetik-users/core/Users", UsersApi>;
declare class Users extends Users_base {
    static make(options: UsersClientOptions): Effect.Effect<UsersApi, ConfigurationError, Scope.Scope>;
    static layer(options: UsersClientOptions): Layer.Layer<Users, ConfigurationError>;
}
interface EncodedRequest {
    readonly method: Endpoint["method"];
    readonly path: string;
    readonly query: ReadonlyArray<readonly [
        name: string,
        value: string
    ]>;
    readonly body?: {
        readonly contentType: string;
        readonly text: string;
    };
    readonly secrets: ReadonlyArray<string>;
}
type Encoded<A> = Result$1.Result<A, ReadonlyArray<FieldIssue>>;
declare const encodeRequest: (endpoint: Endpoint, input: RequestInput) => Encoded<EncodedRequest>;
interface ReceivedRequest {
    readonly params: {
        readonly [name: string]: string;
    };
    readonly query: Iterable<readonly [
        name: string,
        value: string
    ]>;
    readonly body: unknown;
}
type Decoded<A> = Result$1.Result<A, ReadonlyArray<FieldIssue>>;
declare const decodeRequest: (endpoint: Endpoint, request: ReceivedRequest) => Decoded<RequestInput>;
interface SchemaRefusal {
    readonly path: ReadonlyArray<string>;
    readonly message: string;
}
declare const refusalsOf: (issue: SchemaIssue.Issue) => ReadonlyArray<SchemaRefusal>;
declare const redactBody: ({ body }: Endpoint, wire: unknown) => unknown;
declare const redactQuery: ({ query: definition }: Endpoint, query: Iterable<readonly [
    name: string,
    value: string
]>) => ReadonlyArray<readonly [
    name: string,
    value: string
]>;
declare const decodeWire: <A>(schema: effect_Schema.Codec<A, unknown>, json: unknown) => Result$1.Result<A, ReadonlyArray<FieldIssue>>;
declare const encodeWire: <A>(schema: effect_Schema.Codec<A, unknown>, value: A) => unknown;
declare const encodeSuccess: (endpoint: Endpoint, value: unknown) => unknown;
declare const fieldsForEveryone: (schema: effect_Schema.Top) => ReadonlySet<string>;
declare const toSnakeCase: (name: string) => string;
declare const isReadOnly: (annotations: object | undefined) => boolean;
declare const EpochSeconds: effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>;
declare const pagingDefaults: {
    readonly size: 25;
    readonly page: 1;
};
export { Aborted, AdditionalPropertiesSchema, BadRequest, ConfigurationError, ConnectionFailed, EpochSeconds, Forbidden, Id, InvalidInput, KNETIK_SANDBOX_URL, NewPasswordSchema, OAuthTokenSchema, PageSchema, PasswordResetRequestSchema, PropertyDefinitionSchema, PropertyFieldListSchema, PropertyFieldSchema, PropertySchema, RateLimited, ServerError, Tag, TemplateAlreadyExists, TemplateInUse, TemplateNotFound, TimedOut, TokenFailure, TokenRequestSchema, Unauthorized, UnexpectedResponse, UserAlreadyExists, UserFilterSchema, UserId, UserNotFound, UserRefSchema, UserRegistrationSchema, UserRelationshipSchema, UserSchema, UserSearchSchema, UserSummarySchema, UserTemplateInputSchema, UserTemplateSchema, UserTemplateSearchSchema, UserTemplateUpdateSchema, UserUpdateSchema, Users, contract, decodeRequest, decodeWire, encodeRequest, encodeSuccess, encodeWire, fieldsForEveryone, fileGroupKinds, fileKinds, isPlainText, isReadOnly, isUsersError, memoryTokenStore, pagingDefaults, plainUsersError, promiseClient, redactBody, redactQuery, refusalsOf, roles, templateSortProperties, toSnakeCase, userFilterParameters, userSortProperties, usersErrorFromPlain };
export type { Access, AdditionalProperties, ArgumentsOf, AudioDefinition, AudioGroupDefinition, AuthFailure, BodyDefinition, BooleanDefinition, BooleanProperty, CallFailure, CallOptions, ClientCredentials, ClientEvent, ConfigurationProblem, ConnectionReason, Contract, Credentials, DateComparison, DateDefinition, DateProperty, Direction, EncodedRequest, Endpoint, EndpointAuth, ErrorDetails, ErrorOf, Failing, FailureClass, FailureOf, Fetch, FieldIssue, FileDefinition, FileGroupDefinition, FileGroupKind, FileGroupProperty, FileKind, FileProperty, GivenToken, ImageDefinition, ImageGroupDefinition, Invalidation, ListDefinition, ListProperty, MapDefinition, MapProperty, MemberKind, NewPassword, NumberDefinition, NumberProperty, OAuthToken, OperationName, Order, Page, PageOrder, PagedOperation, PagingOptions, PartialUsersClient, PasswordCredentials, PasswordResetRequest, PlainUsersError, PromiseCallOptions, PromiseOperations, Property, PropertyDefinition, PropertyField, PropertyFieldList, QueryDefinition, ReadName, ReceivedRequest, RefreshCredentials, RequestInput, Resource, Result, ResultOperations, RetryClass, RetryOptions, Role, RowOf, SchemaRefusal, StoredToken, Subject, SuccessOf, TextDefinition, TextProperty, TimeoutOptions, TokenFailureReason, TokenRequest, TokenRequestContext, TokenStore, UnexpectedReason, UnknownDefinition, UnknownProperty, User, UserFilter, UserRef, UserRegistration, UserRelationship, UserSearch, UserSummary, UserTemplate, UserTemplateInput, UserTemplateSearch, UserTemplateUpdate, UserUpdate, UsersApi, UsersClient, UsersClientOptions, UsersError, UsersLists, UsersOperations, VideoDefinition, VideoGroupDefinition };
