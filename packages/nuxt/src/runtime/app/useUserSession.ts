import { ConfigurationError, type Result, type User } from "@knetik-users/core";
import { type FieldErrors, fieldErrorsOf } from "@knetik-users/vue";
import { useNuxtApp } from "nuxt/app";
import { computed, type ComputedRef, inject, type Ref, type ShallowRef, shallowRef } from "vue";
import type { SessionStatus } from "../shared/sessionState.ts";
import { type PageSession, pageContextKey, type SignInError } from "./pageSession.ts";

/** Returned by {@link useUserSession}. */
export interface UserSession extends Pick<PageSession, "signIn" | "signOut" | "refresh"> {
  readonly status: ComputedRef<SessionStatus>;
  readonly isSignedIn: ComputedRef<boolean>;
  /** The signed-in user. */
  readonly user: Readonly<Ref<User | undefined>>;
  /** The error of loading `user`. */
  readonly userError: Readonly<Ref<Error | null>>;
  readonly isSigningIn: ComputedRef<boolean>;
  /** The error of the last `signIn` of this call of `useUserSession`. */
  readonly error: Readonly<ShallowRef<SignInError | null>>;
  readonly fieldErrors: ComputedRef<FieldErrors>;
}

/**
 * The session of the visitor, in components, route middleware, plugins and stores. `signIn` does not reject: check
 * its result or `error`.
 *
 * @example
 * ```ts
 * const { isSignedIn, user, signIn, signOut } = useUserSession();
 * const { ok } = await signIn({ username: "jdoe", password: "sandbox-jdoe" });
 * ```
 */
export const useUserSession = (): UserSession => {
  const context = useNuxtApp().vueApp.runWithContext(() => inject(pageContextKey, undefined));
  if (context === undefined) {
    throw new ConfigurationError([
      {
        code: "KUX1101",
        option: "useUserSession",
        why: "The plugin of @knetik-users/nuxt has not run yet.",
        fix: 'Call it in a component, a middleware, or a plugin with `dependsOn: ["knetik-users"]`.',
      },
    ]);
  }
  const { session, user, userError } = context;
  const status = computed(() => session.state.value.status);
  const pending = shallowRef(0);
  const error = shallowRef<SignInError | null>(null);
  return {
    status,
    isSignedIn: computed(() => status.value === "signed-in"),
    user,
    userError,
    isSigningIn: computed(() => pending.value > 0),
    error,
    fieldErrors: computed(() => fieldErrorsOf(error.value)),
    signIn: async (credentials): Promise<Result<undefined, SignInError>> => {
      pending.value += 1;
      error.value = null;
      const outcome = await session.signIn(credentials);
      pending.value -= 1;
      if (!outcome.ok) error.value = outcome.error;
      return outcome;
    },
    signOut: session.signOut,
    refresh: session.refresh,
  };
};
