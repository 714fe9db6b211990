import * as endpoints from "./adminEndpoints.ts";
import type { OperationName } from "./contract.ts";

/** The endpoints for administration by name, each with its precise type. */
export type AdminContract = { readonly [Name in keyof typeof endpoints]: (typeof endpoints)[Name] };

/**
 * The endpoints for administration by name, which KnetikCloud's API does not have. This project's server
 * does.
 *
 * @example
 * ```ts
 * import { createPartialUsersClient } from "@knetik-users/core";
 * import { adminContract } from "@knetik-users/core/admin";
 *
 * const admin = createPartialUsersClient(adminContract, {
 *   baseUrl: "http://127.0.0.1:8080",
 *   auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
 * });
 * const { users } = await admin.getStatistics();
 * await admin.close();
 * console.log(users);
 * ```
 */
export const adminContract: AdminContract = { ...endpoints };

/** Name of an operation for administration, such as `"getStatistics"`. */
export type AdminOperationName = keyof AdminContract;

/** Name of any operation that a client can have. */
export type CalledOperation = OperationName | AdminOperationName;
