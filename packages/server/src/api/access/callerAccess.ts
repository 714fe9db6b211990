import { type Role, roles, type UserRef } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import type { Caller } from "../../call-context/caller.ts";
import { type ApiError, fail } from "../errors/apiError.ts";

export const isRole = (text: string): text is Role => roles.some((role) => role === text);

export const isUsersAdmin = (caller: Caller): boolean => caller.roles.has("USERS_ADMIN");

/** Checks whether the caller may see the private fields of a user. */
export const maySeePrivate = (caller: Caller, userId: number): boolean =>
  caller.userId === userId || isUsersAdmin(caller);

/**
 * Fails for a caller whose own user was disabled after the call was authenticated. Call it with the
 * locked user: otherwise the call could write again what an erasure has just removed.
 */
export const requireEnabled = (
  caller: Caller,
  user: { readonly id: number; readonly disabled_at: number | null },
): Effect.Effect<void, ApiError<"Unauthorized">> =>
  caller.userId === user.id && user.disabled_at !== null
    ? Effect.fail(fail("Unauthorized"))
    : Effect.void;

/** Resolves an id or `"me"` to a user id. */
export const userIdOf = (
  caller: Caller,
  ref: UserRef,
): Effect.Effect<number, ApiError<"Unauthorized" | "UserNotFound">> => {
  if (ref !== "me") return Effect.succeed(ref);
  if (caller.userId !== undefined) return Effect.succeed(caller.userId);
  // A client that acts on its own behalf has no user.
  return Effect.fail(fail(caller.clientId === undefined ? "Unauthorized" : "UserNotFound"));
};
