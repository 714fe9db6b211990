import { isUsersError, type UsersClient } from "@knetik-users/core";
import { shallowReadonly, shallowRef } from "vue";
import type { SessionChange } from "../session/createSession.ts";
import type { SessionStatus, SignInError, UsersSession } from "../session/usersSession.ts";

/** A session without tokens. Signing in asks the fake `getOAuthToken`, if there is one. */
export const fakeSession = (
  isSignedIn: boolean,
  grant: UsersClient["getOAuthToken"] | undefined,
  onChange: (change: SessionChange) => void,
): UsersSession => {
  const status = shallowRef<SessionStatus>(isSignedIn ? "signed-in" : "signed-out");
  const change = (next: SessionStatus) => {
    const wasSignedIn = status.value === "signed-in";
    status.value = next;
    onChange(wasSignedIn ? "forget" : "refresh");
  };
  return {
    status: shallowReadonly(status),
    id: () => (status.value === "signed-in" ? "fake" : undefined),
    signIn: async ({ username, password }) => {
      try {
        await grant?.({ grantType: "password", clientId: "test", username, password });
      } catch (error) {
        if (isUsersError(error)) return { ok: false, error: error as SignInError };
        throw error;
      }
      change("signed-in");
      return { ok: true, value: undefined };
    },
    signOut: async () => change("signed-out"),
    restore: async () => {},
  };
};
