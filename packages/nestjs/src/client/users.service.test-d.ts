import type { User, UserNotFound, UsersClient } from "@knetik-users/core";
import type { UsersApi } from "@knetik-users/core/effect";
import type * as Effect from "effect/Effect";
import { expectTypeOf } from "vitest";
import type { UsersCalls } from "./users-calls.ts";
import type { UsersService } from "./users.service.ts";

type Operations = Omit<UsersClient, "close" | typeof Symbol.asyncDispose>;

// All methods of core's client, with the same signatures.
expectTypeOf<UsersService>().toExtend<Operations>();
expectTypeOf<UsersCalls>().toExtend<Operations>();
expectTypeOf<UsersService["getUser"]>().toEqualTypeOf<UsersClient["getUser"]>();
expectTypeOf<Awaited<ReturnType<UsersService["getUser"]>>>().toEqualTypeOf<User>();

// The Effect service has typed errors.
expectTypeOf<UsersService["effect"]>().toEqualTypeOf<UsersApi>();
type Failure =
  ReturnType<UsersService["effect"]["getUser"]> extends Effect.Effect<unknown, infer E> ? E : never;
expectTypeOf<UserNotFound>().toExtend<Failure>();
