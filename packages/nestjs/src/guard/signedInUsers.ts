import { createHash } from "node:crypto";
import type { User } from "@knetik-users/core";
import type { ChangedUser } from "../service/engine.ts";
import type { UsersCalls } from "../service/usersCalls.ts";
import type { UsersService } from "../service/usersService.ts";
import { SharedCache } from "./sharedCache.ts";

/**
 * How users whom the guard found are remembered from one request to the next. One that is changed
 * through the same client is asked for again.
 */
export interface SignedInUsersOptions {
  /**
   * Milliseconds; so long a revoked token may still pass, and a change that another process made may
   * not show. 0: not at all. Default 10,000.
   */
  readonly ttl?: number | undefined;
  /** How many at most. Default 1,000. */
  readonly max?: number | undefined;
}

const defaults = { ttl: 10_000, max: 1_000 };

/** Finds the user of an access token. However many requests ask at a time, the API is asked once. */
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

  /** The user; fails as `getUser` does. */
  userOf(token: string): Promise<User> {
    return this.#found.get(keyOf(token), () => this.#users.getUser("me", { token }));
  }

  /** Whether the user has USERS_ADMIN. The API does not say, but lets only those read tags. */
  isAdmin(token: string, user: User): Promise<boolean> {
    return this.#admins.get(keyOf(token), async () => {
      const { ok, error } = await this.#users.result.getUserTags(user.id, { token });
      if (ok) return true;
      if (error._tag === "Forbidden") return false;
      throw error;
    });
  }

  /** The user was changed by a call that carried this token, if any. */
  forget(changed: ChangedUser, token: string | null | undefined): void {
    // With a token that no guard has seen, "me" may be anyone.
    const id = changed === "me" ? (this.#idOf(token) ?? "all") : changed;
    this.#found.forget((user) => id === "all" || user.id === id);
  }

  #idOf(token: string | null | undefined): number | undefined {
    return typeof token === "string" ? this.#found.peek(keyOf(token))?.id : undefined;
  }
}

/** Tokens are not kept, in case of a heap dump. */
const keyOf = (token: string): string => createHash("sha256").update(token).digest("base64");

const ofService = new WeakMap<UsersService, SignedInUsers>();

/** The signed-in users of a client: one cache, however many guards there are. */
export const signedInUsersOf = (users: UsersService): SignedInUsers => {
  let found = ofService.get(users);
  if (found === undefined) {
    ofService.set(users, (found = new SignedInUsers(users, users.options.guard)));
  }
  return found;
};

/** A user was changed through this client: its guards, where there are any, ask for it again. */
export const forgetSignedIn = (
  users: UsersService,
  changed: ChangedUser,
  token: string | null | undefined,
): void => {
  ofService.get(users)?.forget(changed, token);
};
