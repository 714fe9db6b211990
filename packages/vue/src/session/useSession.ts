import { ConfigurationError, type User } from "@knetik-users/core";
import {
  computed,
  type ComputedRef,
  onScopeDispose,
  type Ref,
  type ShallowRef,
  shallowRef,
} from "vue";
import { type FieldErrors, fieldErrorsOf } from "../forms/fieldErrors.ts";
import type { ReadError } from "../keys/usersKey.ts";
import { useUsersContext } from "../plugin/usersContext.ts";
import { useUser } from "../reads/users.ts";
import type { SessionStatus, SignInError, UsersSession } from "./usersSession.ts";

/** What {@link useSession} gives. */
export interface UseSessionReturn extends Pick<UsersSession, "signIn" | "signOut"> {
  readonly status: Readonly<ShallowRef<SessionStatus>>;
  readonly isSignedIn: ComputedRef<boolean>;
  /** Whoever is signed in; `undefined` while that is being read. */
  readonly user: Readonly<Ref<User | undefined>>;
  /** Why `user` could not be read. */
  readonly userError: Readonly<Ref<ReadError<"getUser"> | null>>;
  readonly isSigningIn: Readonly<ShallowRef<boolean>>;
  /** Why the last `signIn` of this component failed. */
  readonly error: Readonly<ShallowRef<SignInError | null>>;
  readonly fieldErrors: ComputedRef<FieldErrors>;
}

/**
 * Who is signed in, and signing in and out. `signIn` does not reject: see its result, or `error`.
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
        why: "This application has no session.",
        fix: 'Give createUsers a session: createUsers({ options, session: { clientId: "web" } }).',
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
