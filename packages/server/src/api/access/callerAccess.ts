import { type Role, roles, type UserRef } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import type { Caller } from "../../call-context/caller.ts";
import { type ApiError, fail } from "../errors/apiError.ts";

export const isRole = (text: string): text is Role => roles.some((role) => role === text);

export const isUsersAdmin = (caller: Caller): boolean => caller.roles.has("USERS_ADMIN");

/** Whether the caller may see what is private of a user. */
export const maySeePrivate = (caller: Caller, userId: number): boolean =>
  caller.userId === userId || isUsersAdmin(caller);

/** The user that an id or `"me"` names. */
export const userIdOf = (
  caller: Caller,
  ref: UserRef,
): Effect.Effect<number, ApiError<"Unauthorized" | "UserNotFound">> => {
  if (ref !== "me") return Effect.succeed(ref);
  if (caller.userId !== undefined) return Effect.succeed(caller.userId);
  // A client that acts for itself is nobody's "me".
  return Effect.fail(fail(caller.clientId === undefined ? "Unauthorized" : "UserNotFound"));
};
