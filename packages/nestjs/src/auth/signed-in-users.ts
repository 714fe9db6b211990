import { hash } from "node:crypto";
import type { User } from "@knetik-users/core";
import { onUserChanged, type ChangedUser } from "../client/user-changes.ts";
import type { UsersCalls } from "../client/users-calls.ts";
import type { UsersService } from "../client/users.service.ts";
import type { SignedInUsersOptions } from "../options/users-module-options.ts";
import { SharedCache } from "./shared-cache.ts";

const defaults = { ttl: 10_000, max: 1_000 };

/** Loads the user of an access token. Concurrent requests with one token share a single API call. */
export class SignedInUsers {
  readonly #users: UsersCalls;
  readonly #found: SharedCache<User>;
  readonly #admins: SharedCache<boolean>;

  constructor(users: UsersCalls, { ttl, max }: SignedInUsersOptions = {}) {
    const limits = { ttl: ttl ?? defaults.ttl, max: max ?? defaults.max };
    this.#users = users;
    this.#found = new SharedCache(limits);
    this.#admins = new SharedCache(limits);
  }

  /** The user of a token. Rejects with the errors of `getUser`. */
  userOf(token: string): Promise<User> {
    return this.#found.get(hashToken(token), () => this.#users.getUser("me", { token }));
  }

  /** Checks for USERS_ADMIN. The API does not report roles, but only that role may read tags. */
  isAdmin(token: string, user: User): Promise<boolean> {
    return this.#admins.get(hashToken(token), async () => {
      const { ok, error } = await this.#users.result.getUserTags(user.id, { token });
      if (ok) return true;
      if (error._tag === "Forbidden") return false;
      throw error;
    });
  }

  /** Clears a changed user from the cache. `token` is the one that the call named, if any. */
  forget(changed: ChangedUser, token: string | null | undefined): void {
    // An unresolved `me` may be any user, so all are cleared.
    const id = changed === "me" ? (this.#idOf(token) ?? "all") : changed;
    this.#found.forget((user) => id === "all" || user.id === id);
  }

  #idOf(token: string | null | undefined): number | undefined {
    return typeof token === "string" ? this.#found.peek(hashToken(token))?.id : undefined;
  }
}

/** Hashed, so that a heap dump contains no tokens. */
const hashToken = (token: string): string => hash("sha256", token, "base64");

const ofService = new WeakMap<UsersService, SignedInUsers>();

/** The signed-in users of a client. All its guards share one cache. */
export const signedInUsersOf = (users: UsersService): SignedInUsers => {
  let found = ofService.get(users);
  if (found === undefined) {
    const created = (found = new SignedInUsers(users, users.options.guard));
    ofService.set(users, created);
    onUserChanged(users, (changed, token) => created.forget(changed, token));
  }
  return found;
};
