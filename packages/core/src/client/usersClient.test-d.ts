import { describe, expectTypeOf, it } from "vitest";
import type { PagingOptions, PromiseCallOptions } from "../call/callOptions.ts";
import type { ErrorOf } from "../contract/contract.ts";
import type { OperationName } from "../contract/contract.ts";
import type { SuccessOf } from "../contract/endpoint.ts";
import type { contract } from "../contract/contract.ts";
import type * as Errors from "../errors/errors.ts";
import type { AuthFailure, CallFailure } from "../errors/unions.ts";
import type { DeleteUserTemplateOptions } from "../models/deleteUserTemplateOptions.ts";
import type { NewPassword, PasswordResetRequest } from "../models/passwords.ts";
import type { Page } from "../models/page.ts";
import type { Property, UnknownProperty } from "../models/property.ts";
import type { UserTemplate, UserTemplateInput, UserTemplateUpdate } from "../models/template.ts";
import type { UserTemplateSearch } from "../models/templateSearch.ts";
import type { OAuthToken, TokenRequest } from "../models/token.ts";
import type { User, UserRegistration, UserSummary, UserUpdate } from "../models/user.ts";
import type { UserSearch } from "../models/userSearch.ts";
import type { UsersClient } from "./usersClient.ts";

declare const users: UsersClient;

/** Type-checks a function without calling it. */
const typeCheckOnly = (_code: (...args: ReadonlyArray<never>) => unknown): void => {};

type Options = PromiseCallOptions;
type Tag<Name extends OperationName> = ErrorOf<Name>["_tag"];

describe("the methods", () => {
  it("take these arguments, the options last", () => {
    expectTypeOf(users.addUserTag).parameters.toEqualTypeOf<
      [userId: number, tag: string, options?: Options]
    >();
    expectTypeOf(users.createUserTemplate).parameters.toEqualTypeOf<
      [template: UserTemplateInput, options?: Options]
    >();
    expectTypeOf(users.deleteUserTemplate).parameters.toEqualTypeOf<
      [id: string, options?: DeleteUserTemplateOptions | undefined, options?: Options]
    >();
    expectTypeOf(users.getUser).parameters.toEqualTypeOf<[id: number | "me", options?: Options]>();
    expectTypeOf(users.getUserTags).parameters.toEqualTypeOf<[userId: number, options?: Options]>();
    expectTypeOf(users.getUserTemplate).parameters.toEqualTypeOf<[id: string, options?: Options]>();
    expectTypeOf(users.getUserTemplates).parameters.toEqualTypeOf<
      [search?: UserTemplateSearch | undefined, options?: Options]
    >();
    expectTypeOf(users.getUsers).parameters.toEqualTypeOf<
      [search?: UserSearch | undefined, options?: Options]
    >();
    expectTypeOf(users.passwordReset).parameters.toEqualTypeOf<
      [id: number, request: NewPassword, options?: Options]
    >();
    expectTypeOf(users.registerUser).parameters.toEqualTypeOf<
      [user: UserRegistration, options?: Options]
    >();
    expectTypeOf(users.removeUserTag).parameters.toEqualTypeOf<
      [userId: number, tag: string, options?: Options]
    >();
    expectTypeOf(users.setPassword).parameters.toEqualTypeOf<
      [id: number, password: string, options?: Options]
    >();
    expectTypeOf(users.startPasswordReset).parameters.toEqualTypeOf<
      [id: number, options?: Options]
    >();
    expectTypeOf(users.submitPasswordReset).parameters.toEqualTypeOf<
      [account: PasswordResetRequest, options?: Options]
    >();
    expectTypeOf(users.updateUser).parameters.toEqualTypeOf<
      [id: number | "me", changes: UserUpdate, options?: Options]
    >();
    expectTypeOf(users.updateUserTemplate).parameters.toEqualTypeOf<
      [id: string, changes: UserTemplateUpdate, options?: Options]
    >();
    expectTypeOf(users.getOAuthToken).parameters.toEqualTypeOf<
      [request: TokenRequest, options?: Options]
    >();
  });

  it("answer these values", () => {
    expectTypeOf<SuccessOf<(typeof contract)["getUser"]>>().toEqualTypeOf<User>();
    expectTypeOf(users.getUser).returns.resolves.toEqualTypeOf<User>();
    expectTypeOf(users.registerUser).returns.resolves.toEqualTypeOf<User>();
    expectTypeOf(users.getUsers).returns.resolves.toExtend<Page<UserSummary>>();
    expectTypeOf(users.getUserTags).returns.resolves.toEqualTypeOf<ReadonlyArray<string>>();
    expectTypeOf(users.getUserTemplate).returns.resolves.toEqualTypeOf<UserTemplate>();
    expectTypeOf(users.createUserTemplate).returns.resolves.toEqualTypeOf<UserTemplate>();
    expectTypeOf(users.updateUserTemplate).returns.resolves.toEqualTypeOf<UserTemplate>();
    expectTypeOf(users.getOAuthToken).returns.resolves.toEqualTypeOf<OAuthToken>();
    expectTypeOf(users.updateUser).returns.resolves.toEqualTypeOf<void>();
    expectTypeOf(users.deleteUserTemplate).returns.resolves.toEqualTypeOf<void>();
    expectTypeOf(users.addUserTag).returns.resolves.toEqualTypeOf<void>();
    expectTypeOf(users.startPasswordReset).returns.resolves.toEqualTypeOf<void>();
  });

  it("give lists as iterables of rows and of pages", () => {
    expectTypeOf(users.all.getUsers).toEqualTypeOf<
      (search?: UserSearch, options?: Options & PagingOptions) => AsyncIterable<UserSummary>
    >();
    expectTypeOf(users.pages.getUserTemplates).returns.toEqualTypeOf<
      AsyncIterable<Page<UserTemplate>>
    >();
    expectTypeOf<keyof UsersClient["all"]>().toEqualTypeOf<"getUsers" | "getUserTemplates">();
    expectTypeOf<keyof UsersClient["pages"]>().toEqualTypeOf<"getUsers" | "getUserTemplates">();
  });
});

describe("the errors of an endpoint", () => {
  type Every = CallFailure["_tag"];
  type WithToken = Every | AuthFailure["_tag"];

  it("are its own and those of every call, and no others", () => {
    expectTypeOf<Tag<"getUser">>().toEqualTypeOf<WithToken | "UserNotFound">();
    expectTypeOf<Tag<"getUsers">>().toEqualTypeOf<WithToken>();
    expectTypeOf<Tag<"registerUser">>().toEqualTypeOf<WithToken | "UserAlreadyExists">();
    expectTypeOf<Tag<"updateUser">>().toEqualTypeOf<
      WithToken | "UserNotFound" | "UserAlreadyExists"
    >();
    expectTypeOf<Tag<"addUserTag">>().toEqualTypeOf<WithToken | "UserNotFound">();
    expectTypeOf<Tag<"removeUserTag">>().toEqualTypeOf<WithToken | "UserNotFound">();
    expectTypeOf<Tag<"getUserTags">>().toEqualTypeOf<WithToken | "UserNotFound">();
    expectTypeOf<Tag<"setPassword">>().toEqualTypeOf<WithToken | "UserNotFound">();
    expectTypeOf<Tag<"createUserTemplate">>().toEqualTypeOf<WithToken | "TemplateAlreadyExists">();
    expectTypeOf<Tag<"getUserTemplate">>().toEqualTypeOf<WithToken | "TemplateNotFound">();
    expectTypeOf<Tag<"getUserTemplates">>().toEqualTypeOf<WithToken>();
    expectTypeOf<Tag<"updateUserTemplate">>().toEqualTypeOf<
      WithToken | "TemplateNotFound" | "TemplateAlreadyExists"
    >();
    expectTypeOf<Tag<"deleteUserTemplate">>().toEqualTypeOf<
      WithToken | "TemplateNotFound" | "TemplateInUse"
    >();
  });

  it("have nothing of tokens where none is sent", () => {
    expectTypeOf<Tag<"startPasswordReset">>().toEqualTypeOf<Every>();
    expectTypeOf<Tag<"submitPasswordReset">>().toEqualTypeOf<Every>();
    expectTypeOf<Tag<"passwordReset">>().toEqualTypeOf<Every>();
    expectTypeOf<Tag<"getOAuthToken">>().toEqualTypeOf<Every | "TokenFailure">();
    expectTypeOf<Extract<Tag<"startPasswordReset">, "Unauthorized">>().toBeNever();
    expectTypeOf<Extract<Tag<"getUser">, "TemplateInUse">>().toBeNever();
  });

  it("narrow in the result variant: first on ok, then on _tag", async () => {
    const outcome = await users.result.getUser(7);
    if (outcome.ok) {
      expectTypeOf(outcome.value).toEqualTypeOf<User>();
      expectTypeOf(outcome.error).toEqualTypeOf<undefined>();
      return;
    }
    expectTypeOf(outcome.value).toEqualTypeOf<undefined>();
    expectTypeOf(outcome.error).toEqualTypeOf<ErrorOf<"getUser"> | Errors.Aborted>();
    switch (outcome.error._tag) {
      case "UserNotFound":
        expectTypeOf(outcome.error).toEqualTypeOf<Errors.UserNotFound>();
        break;
      case "RateLimited":
        expectTypeOf(outcome.error.retryAfter).toEqualTypeOf<number | undefined>();
        break;
      case "TimedOut":
        expectTypeOf(outcome.error.limit).toEqualTypeOf<"attempt" | "call">();
        break;
      // @ts-expect-error: getUser cannot fail with it
      case "TemplateInUse":
        break;
      default:
        expectTypeOf(outcome.error.issues).toExtend<ReadonlyArray<{ field: string }>>();
    }
  });

  it("can be matched exhaustively", () => {
    const exhaustive = (error: ErrorOf<"submitPasswordReset">): string => {
      switch (error._tag) {
        case "InvalidInput":
        case "BadRequest":
        case "RateLimited":
        case "ServerError":
        case "UnexpectedResponse":
        case "ConnectionFailed":
        case "TimedOut":
          return error.message;
      }
    };
    expectTypeOf(exhaustive).returns.toBeString();
  });
});

describe("type errors", () => {
  it("is a reset of two accounts, or of none", () => {
    expectTypeOf<{ email: string }>().toExtend<PasswordResetRequest>();
    expectTypeOf<{ username: string }>().toExtend<PasswordResetRequest>();
    expectTypeOf<{ mobileNumber: string }>().toExtend<PasswordResetRequest>();
    typeCheckOnly(() => users.submitPasswordReset({ email: "a@b" }));
    // @ts-expect-error: two identifiers
    typeCheckOnly(() => users.submitPasswordReset({ email: "a@b", username: "ada" }));
    const all = { email: "a@b", username: "ada", mobileNumber: "1" };
    // @ts-expect-error: three identifiers
    typeCheckOnly(() => users.submitPasswordReset(all));
    // @ts-expect-error: no identifier
    typeCheckOnly(() => users.submitPasswordReset({}));
    // @ts-expect-error: no identifier
    typeCheckOnly(() => users.submitPasswordReset({ email: undefined }));
    // @ts-expect-error: no identifier
    typeCheckOnly(() => users.submitPasswordReset());
  });

  it("is a cascade that the API does not know", () => {
    typeCheckOnly(() => users.deleteUserTemplate("t"));
    typeCheckOnly(() => users.deleteUserTemplate("t", { cascade: "detach" }));
    typeCheckOnly(() => users.deleteUserTemplate("t", undefined, { retries: 0 }));
    // @ts-expect-error: another cascade
    typeCheckOnly(() => users.deleteUserTemplate("t", { cascade: "delete" }));
    // @ts-expect-error: options in the place of the cascade
    typeCheckOnly(() => users.deleteUserTemplate("t", { retries: 0 }));
  });

  it("is an order by what cannot be sorted by", () => {
    typeCheckOnly(() =>
      users.getUsers({ order: [{ property: "memberSince", direction: "DESC" }] }),
    );
    typeCheckOnly(() => users.getUserTemplates({ order: [{ property: "createdDate" }] }));
    // @ts-expect-error: this is a wire name
    typeCheckOnly(() => users.getUsers({ order: [{ property: "member_since" }] }));
    // @ts-expect-error: of templates, not of users
    typeCheckOnly(() => users.getUsers({ order: [{ property: "createdDate" }] }));
    // @ts-expect-error: of users, not of templates
    typeCheckOnly(() => users.getUserTemplates({ order: [{ property: "username" }] }));
    // @ts-expect-error: in lower case
    typeCheckOnly(() => users.getUsers({ order: [{ property: "id", direction: "asc" }] }));
    type Property = NonNullable<UserSearch["order"]>[number]["property"];
    expectTypeOf<Property>().toEqualTypeOf<
      | "id"
      | "username"
      | "email"
      | "displayName"
      | "fullname"
      | "memberSince"
      | "lastUpdated"
      | "lastActivity"
    >();
  });

  it("is a filter that does not exist, or is not of its type", () => {
    typeCheckOnly(() =>
      users.getUsers({ filter: { ids: [1], lastActivity: { gte: new Date() }, tag: "vip" } }),
    );
    // @ts-expect-error: no such filter
    typeCheckOnly(() => users.getUsers({ filter: { lastUpdated: { gte: new Date() } } }));
    // @ts-expect-error: the API's form is made by the client
    typeCheckOnly(() => users.getUsers({ filter: { lastActivity: "GT,1500000000" } }));
    const both = { gt: new Date(), lt: new Date() };
    // @ts-expect-error: two operators
    typeCheckOnly(() => users.getUsers({ filter: { lastActivity: both } }));
    // @ts-expect-error: filters stand in `filter`
    typeCheckOnly(() => users.getUsers({ tag: "vip" }));
  });

  it("is an id of the wrong kind", () => {
    // @ts-expect-error: only "me" is text
    typeCheckOnly(() => users.getUser("7"));
    // @ts-expect-error: "me" is not allowed here
    typeCheckOnly(() => users.getUserTags("me"));
    // @ts-expect-error: ids of templates are text
    typeCheckOnly(() => users.getUserTemplate(7));
  });

  it("is a password in an update, and a registration without an e-mail address", () => {
    // @ts-expect-error: setPassword does this
    typeCheckOnly(() => users.updateUser(7, { password: "pa55word" }));
    // @ts-expect-error: no e-mail address
    typeCheckOnly(() => users.registerUser({ username: "ada" }));
    // @ts-expect-error: StringWrapper is hidden
    typeCheckOnly(() => users.setPassword(7, { value: "pa55word" }));
  });
});

describe("the models", () => {
  it("narrow a property on its type", () => {
    const text = (property: Property): string => {
      switch (property.type) {
        case "text":
        case "formatted_text":
          expectTypeOf(property.value).toBeString();
          return property.value;
        case "integer":
        case "double":
          expectTypeOf(property.value).toBeNumber();
          return String(property.value);
        case "long":
          expectTypeOf(property.value).toEqualTypeOf<number | bigint>();
          return String(property.value);
        case "boolean":
          expectTypeOf(property.value).toBeBoolean();
          return String(property.value);
        case "date":
          expectTypeOf(property.value).toEqualTypeOf<Date>();
          return property.value.toISOString();
        case "file":
        case "image":
        case "audio":
        case "video":
          expectTypeOf(property.url).toEqualTypeOf<string | undefined>();
          return property.url ?? "";
        case "image_group":
          expectTypeOf(property.files[0]?.type).toEqualTypeOf<"image" | undefined>();
          return "";
        case "file_group":
        case "audio_group":
        case "video_group":
          return property.files.map(({ url }) => url).join();
        case "list":
          expectTypeOf(property.values).toEqualTypeOf<ReadonlyArray<Property>>();
          return property.values.map(text).join();
        case "map":
          return Object.values(property.map).map(text).join();
        case "unknown":
          expectTypeOf(property).toEqualTypeOf<UnknownProperty>();
          return JSON.stringify(property.wire);
      }
    };
    expectTypeOf(text).returns.toBeString();
    expectTypeOf<Property["type"]>().toEqualTypeOf<
      | "text"
      | "formatted_text"
      | "integer"
      | "long"
      | "double"
      | "boolean"
      | "date"
      | "file"
      | "image"
      | "audio"
      | "video"
      | "file_group"
      | "image_group"
      | "audio_group"
      | "video_group"
      | "list"
      | "map"
      | "unknown"
    >();
  });

  it("let a user that was read be sent back, whole or changed", () => {
    expectTypeOf<User>().toExtend<UserUpdate>();
    typeCheckOnly((user: User) => users.updateUser(user.id, user));

    typeCheckOnly((user: User) =>
      users.updateUser(user.id, { ...user, displayName: "Ada", city: null }),
    );

    typeCheckOnly((template: UserTemplate) =>
      users.updateUserTemplate(template.id, { ...template, name: "x" }),
    );
    typeCheckOnly((template: UserTemplate) => users.createUserTemplate(template));
  });

  it("clear with null in an update only", () => {
    expectTypeOf<UserUpdate["displayName"]>().toEqualTypeOf<string | null | undefined>();
    expectTypeOf<User["displayName"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<UserRegistration["displayName"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<User["memberSince"]>().toEqualTypeOf<Date | undefined>();
    expectTypeOf<User>().not.toHaveProperty("password");
    expectTypeOf<UserUpdate>().not.toHaveProperty("password");
  });

  it("take undefined for what may be left out", () => {
    typeCheckOnly(() =>
      users.getUsers({ filter: { tag: undefined }, size: undefined }, { signal: undefined }),
    );
    typeCheckOnly(() => users.updateUser("me", { city: undefined }));
  });
});
