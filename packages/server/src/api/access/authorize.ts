import type { Access, Endpoint } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { issue } from "../errors/fieldIssues.ts";
import { type ApiError, fail } from "../errors/apiError.ts";
import type { Caller } from "../../call-context/caller.ts";

/** The requirement as text, such as `USERS_ADMIN, or to be that user`. */
export const requirementOf = ({ roles, orOwner }: Exclude<Access, "anyone">): string =>
  `${roles.join(" or ")}${orOwner === true ? ", or to be that user" : ""}`;

/**
 * Fails if the caller may not call the endpoint. `subject` is the user that the call is about. The
 * error does not reveal whether that user exists.
 */
export const authorize = (
  { access }: Endpoint,
  caller: Caller,
  subject: unknown,
): Effect.Effect<void, ApiError<"Forbidden">> => {
  if (access === "anyone") return Effect.void;
  const { roles, orOwner } = access;
  if (roles.some((role) => caller.roles.has(role))) return Effect.void;
  if (orOwner === true && caller.userId !== undefined) {
    if (subject === "me" || subject === caller.userId) return Effect.void;
  }
  return Effect.fail(fail("Forbidden", [issue("", `This needs ${requirementOf(access)}.`)]));
};
