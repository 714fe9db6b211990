import { contract } from "../contract/contract.ts";
import { createPartialUsersClient } from "./createPartialUsersClient.ts";
import type { UsersClientOptions } from "./clientOptions.ts";
import type { UsersClient } from "./usersClient.ts";

/**
 * Creates a client of the Users API. Throws a `ConfigurationError` that lists every problem of the
 * options.
 *
 * @example
 * ```ts
 * import { createUsersClient } from "@knetik-users/core";
 *
 * const users = createUsersClient({
 *   baseUrl: "http://127.0.0.1:8080",
 *   auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
 * });
 * const user = await users.getUser(1);
 * for await (const row of users.all.getUsers({ filter: { tag: "vip" } })) console.log(row.id);
 * await users.close();
 * ```
 */
export const createUsersClient = (options: UsersClientOptions): UsersClient =>
  createPartialUsersClient(contract, options);
