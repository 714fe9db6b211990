import type { CallOptions, PagingOptions } from "../call/callOptions.ts";
import type { ErrorOf } from "../contract/contract.ts";
import type * as Effect from "effect/Effect";
import type * as Layer from "effect/Layer";
import type * as Scope from "effect/Scope";
import type * as Stream from "effect/Stream";
import { describe, expectTypeOf, it } from "vitest";
import type { ConfigurationError } from "../errors/configurationError.ts";
import type { Page } from "../models/page.ts";
import type { User, UserSummary } from "../models/user.ts";
import type { UserSearch } from "../models/userSearch.ts";
import type { PagedOperation } from "../contract/selection.ts";
import type { UsersApi } from "./usersApi.ts";
import type { UsersClientOptions } from "./clientOptions.ts";
import type { UsersClient } from "./usersClient.ts";
import { Users } from "./users.ts";

declare const users: UsersApi;

/** Type-checks a function without calling it. */
const typeCheckOnly = (_code: (...args: ReadonlyArray<never>) => unknown): void => {};

describe("the Effect service", () => {
  it("is built from the client's options and fails with a ConfigurationError", () => {
    expectTypeOf(Users.layer).parameters.toEqualTypeOf<[options: UsersClientOptions]>();
    expectTypeOf(Users.layer).returns.toEqualTypeOf<Layer.Layer<Users, ConfigurationError>>();
    expectTypeOf(Users.make).returns.toEqualTypeOf<
      Effect.Effect<UsersApi, ConfigurationError, Scope.Scope>
    >();
    expectTypeOf<Effect.Success<typeof Users>>().toEqualTypeOf<UsersApi>();
  });

  it("has the methods of the Promise client", () => {
    type Names = Exclude<keyof UsersClient, "result" | "close" | typeof Symbol.asyncDispose>;
    expectTypeOf<keyof UsersApi>().toEqualTypeOf<Names>();
  });

  it("has each method's typed errors and no requirements", () => {
    expectTypeOf(users.getUser).toEqualTypeOf<
      (id: number | "me", options?: CallOptions) => Effect.Effect<User, ErrorOf<"getUser">>
    >();
    expectTypeOf(users.startPasswordReset).returns.toEqualTypeOf<
      Effect.Effect<void, ErrorOf<"startPasswordReset">>
    >();
    type Failure = Effect.Error<ReturnType<typeof users.getUser>>["_tag"];
    expectTypeOf<Extract<Failure, "UserNotFound">>().toEqualTypeOf<"UserNotFound">();
    expectTypeOf<Extract<Failure, "Aborted" | "TemplateInUse">>().toBeNever();
  });

  it("has no signal: fibers are interrupted", () => {
    expectTypeOf<CallOptions>().not.toHaveProperty("signal");
    // @ts-expect-error: no signal here
    typeCheckOnly(() => users.getUser(7, { signal: new AbortController().signal }));
  });

  it("reads lists as streams", () => {
    expectTypeOf<PagedOperation>().toEqualTypeOf<"getUsers" | "getUserTemplates">();
    expectTypeOf(users.all.getUsers).toEqualTypeOf<
      (
        search?: UserSearch,
        options?: CallOptions & PagingOptions,
      ) => Stream.Stream<UserSummary, ErrorOf<"getUsers">>
    >();
    expectTypeOf(users.pages.getUsers).returns.toEqualTypeOf<
      Stream.Stream<Page<UserSummary>, ErrorOf<"getUsers">>
    >();
  });
});
