import { onScopeDispose } from "vue";
import { onBeforeRouteLeave } from "vue-router";
import { useSession } from "@knetik-users/vue";
import { t } from "../language/t.ts";

/** Asks before unsaved input is lost. */
export const useUnsaved = (isUnsaved: () => boolean): void => {
  const { isSignedIn } = useSession();
  // Without a session nothing can be saved, so do not ask.
  onBeforeRouteLeave(() =>
    isUnsaved() && isSignedIn.value ? confirm(t("common.leaveUnsaved")) : true,
  );
  const controller = new AbortController();
  window.addEventListener("beforeunload", (event) => isUnsaved() && event.preventDefault(), {
    signal: controller.signal,
  });
  onScopeDispose(() => controller.abort());
};
