import type { UsersClient } from "@knetik-users/core";
import { useUsersContext } from "./usersContext.ts";

/**
 * The client of this application, for calls that should not be cached. With a session its calls
 * carry the token of whoever is signed in.
 */
export const useUsersClient = (): UsersClient => useUsersContext("useUsersClient").client;
