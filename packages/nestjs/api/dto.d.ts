import * as effect_Schema from "effect/Schema";
import * as _knetik_users_core_effect from "@knetik-users/core/effect";
import { UserSearch, UserTemplateSearch } from "@knetik-users/core/effect";
import { PipeTransform } from "@nestjs/common";
interface OpenApiSchema {
    readonly type?: string;
    readonly format?: string;
    readonly description?: string;
    readonly nullable?: boolean;
    readonly properties?: Record<string, OpenApiSchema>;
    readonly required?: Array<string>;
    readonly items?: OpenApiSchema;
    readonly anyOf?: Array<OpenApiSchema>;
    readonly enum?: Array<unknown>;
    readonly additionalProperties?: boolean | OpenApiSchema;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly minLength?: number;
    readonly maxLength?: number;
    readonly minItems?: number;
    readonly maxItems?: number;
    readonly pattern?: string;
}
type Outcome<A> = {
    readonly value: A;
    readonly issues?: undefined;
} | {
    readonly issues: ReadonlyArray<{
        readonly message: string;
        readonly path: Array<string>;
    }>;
};
interface StandardDto<Input, Output> {
    readonly "~standard": {
        readonly version: 1;
        readonly vendor: "knetik-users";
        readonly validate: (value: unknown) => Outcome<Output>;
        readonly types?: {
            readonly input: Input;
            readonly output: Output;
        };
        readonly jsonSchema: {
            readonly input: () => Record<string, unknown>;
            readonly output: () => Record<string, unknown>;
        };
    };
}
interface UsersDto<Type, Json> extends StandardDto<Json, Type> {
    readonly schema: effect_Schema.Codec<Type, Json>;
    readonly openapi: OpenApiSchema;
    readonly response: StandardDto<Type, Json>;
    readonly parse: (json: unknown) => Type;
    readonly toJson: (value: Type) => Json;
}
interface UsersStructDto<Fields extends effect_Schema.Struct.Fields> extends UsersDto<effect_Schema.Struct<Fields>["Type"], effect_Schema.Struct<Fields>["Encoded"]> {
    readonly pick: <const Names extends ReadonlyArray<keyof Fields & string>>(...names: Names) => UsersStructDto<Pick<Fields, Names[number]>>;
    readonly omit: <const Names extends ReadonlyArray<keyof Fields & string>>(...names: Names) => UsersStructDto<Omit<Fields, Names[number]>>;
}
declare const usersDto: {
    <Fields extends effect_Schema.Struct.Fields>(schema: effect_Schema.Struct<Fields>): UsersStructDto<Fields>;
    <Type, Json>(schema: effect_Schema.Codec<Type, Json>): UsersDto<Type, Json>;
};
declare const UserDto: UsersStructDto<{
    readonly tags: effect_Schema.optional<effect_Schema.$Array<effect_Schema.String>>;
    readonly template: effect_Schema.optional<effect_Schema.String>;
    readonly additionalProperties: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Codec<_knetik_users_core_effect.Property, _knetik_users_core_effect.TextProperty<"text"> | _knetik_users_core_effect.TextProperty<"formatted_text"> | _knetik_users_core_effect.NumberProperty<"integer"> | _knetik_users_core_effect.NumberProperty<"long"> | _knetik_users_core_effect.NumberProperty<"double"> | _knetik_users_core_effect.BooleanProperty | _knetik_users_core_effect.FileProperty<"file"> | _knetik_users_core_effect.FileProperty<"image"> | _knetik_users_core_effect.FileProperty<"audio"> | _knetik_users_core_effect.FileProperty<"video"> | _knetik_users_core_effect.FileGroupProperty<"file_group"> | _knetik_users_core_effect.FileGroupProperty<"image_group"> | _knetik_users_core_effect.FileGroupProperty<"audio_group"> | _knetik_users_core_effect.FileGroupProperty<"video_group"> | _knetik_users_core_effect.UnknownProperty | _knetik_users_core_effect.DateProperty<number> | _knetik_users_core_effect.ListProperty<number> | _knetik_users_core_effect.MapProperty<number>, never, never>>>;
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
    readonly memberSince: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly lastUpdated: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly lastActivity: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
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
    readonly id: effect_Schema.Int;
    readonly username: effect_Schema.optional<effect_Schema.String>;
    readonly email: effect_Schema.optional<effect_Schema.String>;
    readonly displayName: effect_Schema.optional<effect_Schema.String>;
}>;
declare const UserSummaryDto: UsersStructDto<{
    readonly id: effect_Schema.Int;
    readonly username: effect_Schema.optional<effect_Schema.String>;
    readonly email: effect_Schema.optional<effect_Schema.String>;
    readonly displayName: effect_Schema.optional<effect_Schema.String>;
    readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
    readonly fullname: effect_Schema.optional<effect_Schema.String>;
    readonly memberSince: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly lastUpdated: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly lastActivity: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
}>;
declare const UserPageDto: UsersStructDto<{
    readonly content: effect_Schema.$Array<effect_Schema.Codec<{
        readonly id: number;
        readonly username?: string | undefined;
        readonly displayName?: string | undefined;
        readonly avatarUrl?: string | undefined;
        readonly unknownFields?: {
            readonly [x: string]: unknown;
        } | undefined;
        readonly memberSince?: Date | undefined;
        readonly lastUpdated?: Date | undefined;
        readonly lastActivity?: Date | undefined;
        readonly fullname?: string | undefined;
        readonly email?: string | undefined;
    }, {
        readonly id: number;
        readonly username?: string | undefined;
        readonly displayName?: string | undefined;
        readonly avatarUrl?: string | undefined;
        readonly unknownFields?: {
            readonly [x: string]: unknown;
        } | undefined;
        readonly memberSince?: number | undefined;
        readonly lastUpdated?: number | undefined;
        readonly lastActivity?: number | undefined;
        readonly fullname?: string | undefined;
        readonly email?: string | undefined;
    }, never, never>>;
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
declare const UserRegistrationDto: UsersStructDto<{
    readonly tags: effect_Schema.optional<effect_Schema.$Array<effect_Schema.String>>;
    readonly template: effect_Schema.optional<effect_Schema.String>;
    readonly additionalProperties: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Codec<_knetik_users_core_effect.Property, _knetik_users_core_effect.TextProperty<"text"> | _knetik_users_core_effect.TextProperty<"formatted_text"> | _knetik_users_core_effect.NumberProperty<"integer"> | _knetik_users_core_effect.NumberProperty<"long"> | _knetik_users_core_effect.NumberProperty<"double"> | _knetik_users_core_effect.BooleanProperty | _knetik_users_core_effect.FileProperty<"file"> | _knetik_users_core_effect.FileProperty<"image"> | _knetik_users_core_effect.FileProperty<"audio"> | _knetik_users_core_effect.FileProperty<"video"> | _knetik_users_core_effect.FileGroupProperty<"file_group"> | _knetik_users_core_effect.FileGroupProperty<"image_group"> | _knetik_users_core_effect.FileGroupProperty<"audio_group"> | _knetik_users_core_effect.FileGroupProperty<"video_group"> | _knetik_users_core_effect.UnknownProperty | _knetik_users_core_effect.DateProperty<number> | _knetik_users_core_effect.ListProperty<number> | _knetik_users_core_effect.MapProperty<number>, never, never>>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    readonly avatarUrl: effect_Schema.optional<effect_Schema.String>;
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
}>;
declare const UserUpdateDto: UsersStructDto<{
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
    readonly additionalProperties: effect_Schema.optional<effect_Schema.NullOr<effect_Schema.$Record<effect_Schema.String, effect_Schema.Codec<_knetik_users_core_effect.Property, _knetik_users_core_effect.TextProperty<"text"> | _knetik_users_core_effect.TextProperty<"formatted_text"> | _knetik_users_core_effect.NumberProperty<"integer"> | _knetik_users_core_effect.NumberProperty<"long"> | _knetik_users_core_effect.NumberProperty<"double"> | _knetik_users_core_effect.BooleanProperty | _knetik_users_core_effect.FileProperty<"file"> | _knetik_users_core_effect.FileProperty<"image"> | _knetik_users_core_effect.FileProperty<"audio"> | _knetik_users_core_effect.FileProperty<"video"> | _knetik_users_core_effect.FileGroupProperty<"file_group"> | _knetik_users_core_effect.FileGroupProperty<"image_group"> | _knetik_users_core_effect.FileGroupProperty<"audio_group"> | _knetik_users_core_effect.FileGroupProperty<"video_group"> | _knetik_users_core_effect.UnknownProperty | _knetik_users_core_effect.DateProperty<number> | _knetik_users_core_effect.ListProperty<number> | _knetik_users_core_effect.MapProperty<number>, never, never>>>>;
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
declare const UserTemplateDto: UsersStructDto<{
    readonly id: effect_Schema.String;
    readonly name: effect_Schema.String;
    readonly allowAdditional: effect_Schema.optional<effect_Schema.Boolean>;
    readonly properties: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Codec<_knetik_users_core_effect.PropertyDefinition, _knetik_users_core_effect.TextDefinition<"text"> | _knetik_users_core_effect.TextDefinition<"formatted_text"> | _knetik_users_core_effect.NumberDefinition<"integer"> | _knetik_users_core_effect.NumberDefinition<"long"> | _knetik_users_core_effect.NumberDefinition<"double"> | _knetik_users_core_effect.BooleanDefinition | _knetik_users_core_effect.FileDefinition | _knetik_users_core_effect.FileGroupDefinition | _knetik_users_core_effect.ImageDefinition | _knetik_users_core_effect.ImageGroupDefinition | _knetik_users_core_effect.AudioDefinition | _knetik_users_core_effect.AudioGroupDefinition | _knetik_users_core_effect.VideoDefinition | _knetik_users_core_effect.VideoGroupDefinition | _knetik_users_core_effect.UnknownDefinition | _knetik_users_core_effect.DateDefinition<number> | _knetik_users_core_effect.ListDefinition<number> | _knetik_users_core_effect.MapDefinition<number>, never, never>>>;
    readonly createdDate: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly updatedDate: effect_Schema.optional<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
}>;
declare const UserTemplatePageDto: UsersStructDto<{
    readonly content: effect_Schema.$Array<effect_Schema.Codec<{
        readonly id: string;
        readonly name: string;
        readonly unknownFields?: {
            readonly [x: string]: unknown;
        } | undefined;
        readonly allowAdditional?: boolean | undefined;
        readonly properties?: readonly _knetik_users_core_effect.PropertyDefinition[] | undefined;
        readonly createdDate?: Date | undefined;
        readonly updatedDate?: Date | undefined;
    }, {
        readonly id: string;
        readonly name: string;
        readonly unknownFields?: {
            readonly [x: string]: unknown;
        } | undefined;
        readonly allowAdditional?: boolean | undefined;
        readonly properties?: readonly (_knetik_users_core_effect.TextDefinition<"text"> | _knetik_users_core_effect.TextDefinition<"formatted_text"> | _knetik_users_core_effect.NumberDefinition<"integer"> | _knetik_users_core_effect.NumberDefinition<"long"> | _knetik_users_core_effect.NumberDefinition<"double"> | _knetik_users_core_effect.BooleanDefinition | _knetik_users_core_effect.FileDefinition | _knetik_users_core_effect.FileGroupDefinition | _knetik_users_core_effect.ImageDefinition | _knetik_users_core_effect.ImageGroupDefinition | _knetik_users_core_effect.AudioDefinition | _knetik_users_core_effect.AudioGroupDefinition | _knetik_users_core_effect.VideoDefinition | _knetik_users_core_effect.VideoGroupDefinition | _knetik_users_core_effect.UnknownDefinition | _knetik_users_core_effect.DateDefinition<number> | _knetik_users_core_effect.ListDefinition<number> | _knetik_users_core_effect.MapDefinition<number>)[] | undefined;
        readonly createdDate?: number | undefined;
        readonly updatedDate?: number | undefined;
    }, never, never>>;
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
declare const UserTemplateInputDto: UsersStructDto<{
    readonly createdDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
    readonly updatedDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
    readonly allowAdditional: effect_Schema.optional<effect_Schema.Boolean>;
    readonly properties: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Codec<_knetik_users_core_effect.PropertyDefinition, _knetik_users_core_effect.TextDefinition<"text"> | _knetik_users_core_effect.TextDefinition<"formatted_text"> | _knetik_users_core_effect.NumberDefinition<"integer"> | _knetik_users_core_effect.NumberDefinition<"long"> | _knetik_users_core_effect.NumberDefinition<"double"> | _knetik_users_core_effect.BooleanDefinition | _knetik_users_core_effect.FileDefinition | _knetik_users_core_effect.FileGroupDefinition | _knetik_users_core_effect.ImageDefinition | _knetik_users_core_effect.ImageGroupDefinition | _knetik_users_core_effect.AudioDefinition | _knetik_users_core_effect.AudioGroupDefinition | _knetik_users_core_effect.VideoDefinition | _knetik_users_core_effect.VideoGroupDefinition | _knetik_users_core_effect.UnknownDefinition | _knetik_users_core_effect.DateDefinition<number> | _knetik_users_core_effect.ListDefinition<number> | _knetik_users_core_effect.MapDefinition<number>, never, never>>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    readonly id: effect_Schema.optional<effect_Schema.String>;
    readonly name: effect_Schema.String;
}>;
declare const UserTemplateUpdateDto: UsersStructDto<{
    readonly createdDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
    readonly updatedDate: effect_Schema.optional<effect_Schema.toType<effect_Schema.decodeTo<effect_Schema.Date, effect_Schema.Finite, never, never>>>;
    readonly allowAdditional: effect_Schema.optional<effect_Schema.Boolean>;
    readonly properties: effect_Schema.optional<effect_Schema.$Array<effect_Schema.Codec<_knetik_users_core_effect.PropertyDefinition, _knetik_users_core_effect.TextDefinition<"text"> | _knetik_users_core_effect.TextDefinition<"formatted_text"> | _knetik_users_core_effect.NumberDefinition<"integer"> | _knetik_users_core_effect.NumberDefinition<"long"> | _knetik_users_core_effect.NumberDefinition<"double"> | _knetik_users_core_effect.BooleanDefinition | _knetik_users_core_effect.FileDefinition | _knetik_users_core_effect.FileGroupDefinition | _knetik_users_core_effect.ImageDefinition | _knetik_users_core_effect.ImageGroupDefinition | _knetik_users_core_effect.AudioDefinition | _knetik_users_core_effect.AudioGroupDefinition | _knetik_users_core_effect.VideoDefinition | _knetik_users_core_effect.VideoGroupDefinition | _knetik_users_core_effect.UnknownDefinition | _knetik_users_core_effect.DateDefinition<number> | _knetik_users_core_effect.ListDefinition<number> | _knetik_users_core_effect.MapDefinition<number>, never, never>>>;
    readonly unknownFields: effect_Schema.optional<effect_Schema.$Record<effect_Schema.String, effect_Schema.Unknown>>;
    readonly id: effect_Schema.optional<effect_Schema.toType<effect_Schema.String>>;
    readonly name: effect_Schema.optional<effect_Schema.String>;
}>;
declare const NewPasswordDto: UsersStructDto<{
    readonly password: effect_Schema.String;
    readonly secret: effect_Schema.String;
}>;
declare const PasswordResetRequestDto: UsersDto<{
    readonly username?: string | undefined;
    readonly mobileNumber?: string | undefined;
    readonly email?: string | undefined;
} & _knetik_users_core_effect.PasswordResetRequest, {
    readonly username?: string | undefined;
    readonly mobileNumber?: string | undefined;
    readonly email?: string | undefined;
}>;
declare const TokenRequestDto: UsersDto<{
    readonly clientSecret: string;
    readonly clientId: string;
    readonly grantType: "client_credentials";
} | {
    readonly username: string;
    readonly password: string;
    readonly grantType: "password";
    readonly clientId: string;
    readonly clientSecret?: string | undefined;
} | {
    readonly grantType: "refresh_token";
    readonly clientId: string;
    readonly refreshToken: string;
    readonly clientSecret?: string | undefined;
}, {
    readonly clientSecret: string;
    readonly clientId: string;
    readonly grantType: "client_credentials";
} | {
    readonly username: string;
    readonly password: string;
    readonly grantType: "password";
    readonly clientId: string;
    readonly clientSecret?: string | undefined;
} | {
    readonly grantType: "refresh_token";
    readonly clientId: string;
    readonly refreshToken: string;
    readonly clientSecret?: string | undefined;
}>;
declare const OAuthTokenDto: UsersStructDto<{
    readonly accessToken: effect_Schema.NonEmptyString;
    readonly tokenType: effect_Schema.optional<effect_Schema.String>;
    readonly expiresIn: effect_Schema.optional<effect_Schema.Union<readonly [
        effect_Schema.Finite,
        effect_Schema.decodeTo<effect_Schema.Finite, effect_Schema.String, never, never>
    ]>>;
    readonly refreshToken: effect_Schema.optional<effect_Schema.String>;
    readonly scope: effect_Schema.optional<effect_Schema.String>;
}>;
interface QueryParameter {
    readonly name: string;
    readonly required: boolean;
    readonly description?: string;
    readonly schema: OpenApiSchema;
}
interface UsersQueryDto<Search> extends StandardDto<Record<string, string>, Search> {
    readonly openapi: OpenApiSchema;
    readonly parameters: ReadonlyArray<QueryParameter>;
    readonly parse: (query: unknown) => Search;
}
declare const UserSearchQueryDto: UsersQueryDto<UserSearch>;
declare const UserTemplateSearchQueryDto: UsersQueryDto<UserTemplateSearch>;
interface Writes<Type> {
    readonly toJson: (value: Type) => unknown;
}
declare const UsersJson: <Type>(dto: Writes<Type>) => MethodDecorator & ClassDecorator;
declare class UsersSchemaPipe<Type> implements PipeTransform<unknown, Type> {
    #private;
    constructor(dto: {
        readonly parse: (json: unknown) => Type;
    });
    transform(value: unknown): Type;
}
export { NewPasswordDto, OAuthTokenDto, PasswordResetRequestDto, TokenRequestDto, UserDto, UserPageDto, UserRegistrationDto, UserSearchQueryDto, UserSummaryDto, UserTemplateDto, UserTemplateInputDto, UserTemplatePageDto, UserTemplateSearchQueryDto, UserTemplateUpdateDto, UserUpdateDto, UsersJson, UsersSchemaPipe, usersDto };
export type { OpenApiSchema, QueryParameter, StandardDto, UsersDto, UsersQueryDto, UsersStructDto };
