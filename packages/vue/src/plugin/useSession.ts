import { ConfigurationError, type User } from "@knetik-users/core";
import {
  computed,
  type ComputedRef,
  onScopeDispose,
  type Ref,
  type ShallowRef,
  shallowRef,
} from "vue";
import { type FieldErrors, fieldErrorsOf } from "../mutations/fieldErrors.ts";
import type { QueryError } from "../cache/usersKey.ts";
import { useUsersContext } from "../context/usersContext.ts";
import { useUser } from "../queries/userQueries.ts";
import type { SessionStatus, SignInError, UsersSession } from "../session/usersSession.ts";

/** Returned by {@link useSession}. */
export interface UseSessionReturn extends Pick<UsersSession, "signIn" | "signOut"> {
  readonly status: Readonly<ShallowRef<SessionStatus>>;
  readonly isSignedIn: ComputedRef<boolean>;
  /** The signed-in user; `undefined` while loading. */
  readonly user: Readonly<Ref<User | undefined>>;
  /** The error of loading `user`. */
  readonly userError: Readonly<Ref<QueryError<"getUser"> | null>>;
  readonly isSigningIn: Readonly<ShallowRef<boolean>>;
  /** The error of the last `signIn` in this component. */
  readonly error: Readonly<ShallowRef<SignInError | null>>;
  readonly fieldErrors: ComputedRef<FieldErrors>;
}

/**
 * The signed-in user, `signIn` and `signOut`. `signIn` does not reject: check its result or `error`.
 *
 * @example
 * ```ts
 * import { useSession } from "@knetik-users/vue";
 *
 * const { isSignedIn, user, signIn, signOut, error } = useSession();
 * const { ok } = await signIn({ username: "jdoe", password: "sandbox-jdoe" });
 * ```
 */
export const useSession = (): UseSessionReturn => {
  const { session } = useUsersContext("useSession");
  if (session === undefined) {
    throw new ConfigurationError([
      {
        code: "KUV1003",
        option: "useSession",
        why: "Needs a session, but createUsers has none.",
        fix: 'Pass a session to createUsers: createUsers({ options, session: { clientId: "web" } }).',
      },
    ]);
  }
  const { status } = session;
  const isSignedIn = computed(() => status.value === "signed-in");
  const me = useUser(() => (isSignedIn.value ? "me" : undefined));
  const leaving = new AbortController();
  const pending = shallowRef(0);
  const error = shallowRef<SignInError | null>(null);

  onScopeDispose(() => leaving.abort());

  const signIn: UsersSession["signIn"] = async (credentials, { signal = leaving.signal } = {}) => {
    pending.value += 1;
    error.value = null;
    const outcome = await session.signIn(credentials, { signal });
    pending.value -= 1;
    if (!outcome.ok) error.value = outcome.error;
    return outcome;
  };
  return {
    status,
    isSignedIn,
    user: computed(() => (isSignedIn.value ? me.data.value : undefined)),
    userError: me.error,
    isSigningIn: computed(() => pending.value > 0),
    error,
    fieldErrors: computed(() => fieldErrorsOf(error.value)),
    signIn,
    signOut: session.signOut,
  };
};
