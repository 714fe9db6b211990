import type { OperationName, UserRef } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { issue } from "../issues.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Caller, Role } from "./caller.ts";

/** One of the roles, or, where it says so, to be the user that the call is about. */
interface Requirement {
  readonly roles: ReadonlyArray<Role>;
  readonly orOwner?: true;
}

/** Who may call what. Undefined: everybody; what is private is left out or refused in there. */
const requirements: { readonly [Name in OperationName]: Requirement | undefined } = {
  getUsers: undefined,
  getUser: undefined,
  registerUser: undefined,
  startPasswordReset: undefined,
  submitPasswordReset: undefined,
  passwordReset: undefined,
  getOAuthToken: undefined,
  updateUser: { roles: ["USERS_ADMIN"], orOwner: true },
  setPassword: { roles: ["USERS_ADMIN"], orOwner: true },
  addUserTag: { roles: ["USERS_ADMIN"] },
  removeUserTag: { roles: ["USERS_ADMIN"] },
  getUserTags: { roles: ["USERS_ADMIN"] },
  getUserTemplate: { roles: ["TEMPLATE_ADMIN", "USERS_ADMIN"] },
  getUserTemplates: { roles: ["TEMPLATE_ADMIN", "USERS_ADMIN"] },
  createUserTemplate: { roles: ["TEMPLATE_ADMIN"] },
  updateUserTemplate: { roles: ["TEMPLATE_ADMIN"] },
  deleteUserTemplate: { roles: ["TEMPLATE_ADMIN"] },
};

/**
 * Refuses a caller who may not make a call. `target` is the user it is about; the refusal is the
 * same whether or not that user exists.
 */
export const authorize = (
  operation: OperationName,
  caller: Caller,
  target: UserRef | undefined,
): Effect.Effect<void, Refusal<"Forbidden">> => {
  const requirement = requirements[operation];
  if (requirement === undefined) return Effect.void;
  if (requirement.roles.some((role) => caller.roles.has(role))) return Effect.void;
  if (requirement.orOwner === true && caller.userId !== undefined) {
    if (target === "me" || target === caller.userId) return Effect.void;
  }
  const needed = requirement.roles.join(" or ");
  return Effect.fail(
    refuse("Forbidden", [
      issue(
        "",
        `This needs ${needed}${requirement.orOwner === true ? ", or to be that user" : ""}.`,
      ),
    ]),
  );
};
