import type { UsersClient } from "@knetik-users/core";
import { useUsersContext } from "./usersContext.ts";

/**
 * The client of this application, for calls that should not be cached. With a session, its calls send
 * the token of the signed-in user.
 */
export const useUsersClient = (): UsersClient => useUsersContext("useUsersClient").client;
