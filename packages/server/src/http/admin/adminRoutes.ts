import * as Effect from "effect/Effect";
import { authenticate } from "../../api/access/authenticate.ts";
import { isUsersAdmin } from "../../api/access/callerAccess.ts";
import { anonymizeUser, deleteUser } from "../../api/administration/eraseUser.ts";
import { exportUser, readAccountState } from "../../api/administration/exportUser.ts";
import {
  type AdministrationServices,
  disableUser,
  enableUser,
} from "../../api/administration/userAccount.ts";
import { type ApiError, fail } from "../../api/errors/apiError.ts";
import { issue } from "../../api/errors/fieldIssues.ts";
import { CurrentCall } from "../../call-context/currentCall.ts";
import type { OwnRoute } from "../own-routes/ownRoute.ts";
import { successResponse } from "../response.ts";
import { accountSchema, adminResponses, exportSchema, userIdParameter } from "./adminSchemas.ts";

type AdminErrors = ApiError<"BadRequest" | "UserNotFound">;

interface AdminAction {
  readonly method: OwnRoute["method"];
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  /** Schema of the response; undefined if it is empty. */
  readonly success?: object;
  readonly act: (
    services: AdministrationServices,
    userId: number,
  ) => Effect.Effect<unknown, AdminErrors>;
}

const largestId = 2_147_483_647;

const readUserId = (text = ""): Effect.Effect<number, AdminErrors> => {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return id >= 1 && id <= largestId
    ? Effect.succeed(id)
    : Effect.fail(fail("BadRequest", [issue("id", "must be the id of a user")]));
};

/** A route for a USERS_ADMIN about one user. */
const adminRoute = ({ method, path, success, act, ...description }: AdminAction): OwnRoute => ({
  method,
  path,
  description: {
    ...description,
    description: `${description.description} Needs USERS_ADMIN.`,
    tags: ["Administration"],
    parameters: [userIdParameter],
    responses: adminResponses(success),
  },
  answer: Effect.fnUntraced(function* (services, { request, params, requestId, address }) {
    const authorization = request.headers.get("authorization") ?? undefined;
    const caller = yield* authenticate(services, authorization);
    if (caller.clientId === undefined) return yield* fail("Unauthorized");
    if (!isUsersAdmin(caller)) {
      return yield* fail("Forbidden", [issue("", "This needs USERS_ADMIN.")]);
    }
    const id = yield* readUserId(params["id"]);
    const origin = { caller, requestId, address };
    const result = yield* Effect.provideService(act(services, id), CurrentCall, origin);
    return success === undefined ? successResponse(204, undefined) : successResponse(200, result);
  }),
});

const user = "/_admin/users/{id}";

/** Administration of users, which the official API does not have. */
export const adminRoutes: ReadonlyArray<OwnRoute> = [
  adminRoute({
    method: "GET",
    path: user,
    operationId: "get_account",
    summary: "Get the state of a user's account",
    description: "What the user itself does not show: whether it is disabled, and its roles.",
    success: accountSchema,
    act: ({ database }, id) => readAccountState(database.queries, id),
  }),
  adminRoute({
    method: "DELETE",
    path: user,
    operationId: "delete_user",
    summary: "Delete a user",
    description:
      "Deletes the user with everything that belongs to it. Not your own. It cannot be undone.",
    act: deleteUser,
  }),
  adminRoute({
    method: "GET",
    path: `${user}/export`,
    operationId: "export_user",
    summary: "Export what is stored about a user",
    description: "Everything except hashes of secrets. The access is recorded in the audit trail.",
    success: exportSchema,
    act: exportUser,
  }),
  adminRoute({
    method: "POST",
    path: `${user}/anonymize`,
    operationId: "anonymize_user",
    summary: "Erase the personal data of a user",
    description:
      "Keeps the id, for data elsewhere that refers to it, and disables the user. Not your own. " +
      "It cannot be undone.",
    act: anonymizeUser,
  }),
  adminRoute({
    method: "POST",
    path: `${user}/disable`,
    operationId: "disable_user",
    summary: "Keep a user from signing in",
    description: "Ends all sessions of the user. Not your own.",
    act: disableUser,
  }),
  adminRoute({
    method: "POST",
    path: `${user}/enable`,
    operationId: "enable_user",
    summary: "Let a disabled user sign in again",
    description: "Does nothing if the user is not disabled.",
    act: enableUser,
  }),
];
