import type { UserRef } from "@knetik-users/core";

/** The user that a call has changed; `all` if it may have changed any. */
export type ChangedUser = UserRef | "all";

/** Receives the changed user, and the token that the call named, if any. */
export type UserChangeListener = (user: ChangedUser, token: string | null | undefined) => void;

type Subscribe = (listener: UserChangeListener) => void;

// Kept beside the service, whose public members are the API's operations.
const subscriptions = new WeakMap<object, Subscribe>();

export const provideUserChanges = (users: object, subscribe: Subscribe): void => {
  subscriptions.set(users, subscribe);
};

/** Calls the listener whenever a user is changed through this client. A fake client changes none. */
export const onUserChanged = (users: object, listener: UserChangeListener): void => {
  subscriptions.get(users)?.(listener);
};
