import { emailKey } from "./emailAddress.ts";

/** The key by which user names are compared. One that is an e-mail address has that address's key. */
export const usernameKey = (username: string): string => emailKey(username);
