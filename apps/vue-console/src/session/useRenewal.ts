import { useSession } from "@knetik-users/vue";
import { ref, type Ref, watch } from "vue";
import { discardDrafts } from "../unsaved/keptDrafts.ts";

/** The end of a session, and what follows. */
export interface Renewal {
  /** `true` from the end of the session until a user has signed in and is known. */
  readonly isRenewing: Readonly<Ref<boolean>>;
  /** The user name of the ended session, if it was known. */
  readonly username: Readonly<Ref<string | undefined>>;
}

/** Follows the session of the application. Input outlives it only if the same user signs in next. */
export const useRenewal = (): Renewal => {
  const { status, user, userError } = useSession();
  const isRenewing = ref(false);
  const username = ref<string>();
  let owner: number | undefined;

  watch(
    [status, user, userError],
    () => {
      switch (status.value) {
        case "expired":
          isRenewing.value = true;
          return;
        case "signed-out":
          isRenewing.value = false;
          owner = undefined;
          username.value = undefined;
          discardDrafts();
          return;
        case "signed-in":
          // Nothing may be shown before it is known whose it is.
          if (user.value === undefined && userError.value === null) return;
          if (user.value?.id !== owner) discardDrafts();
          owner = user.value?.id;
          username.value = user.value?.username;
          isRenewing.value = false;
          return;
        case "restoring":
      }
    },
    { immediate: true, flush: "sync" },
  );
  return { isRenewing, username };
};
