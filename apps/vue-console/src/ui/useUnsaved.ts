import { onScopeDispose } from "vue";
import { onBeforeRouteLeave } from "vue-router";
import { useSession } from "@knetik-users/vue";

/** Asks before what was typed is lost. */
export const useUnsaved = (isUnsaved: () => boolean): void => {
  const { isSignedIn } = useSession();
  // Nothing can be saved once the session is over: then nobody is asked.
  onBeforeRouteLeave(() =>
    isUnsaved() && isSignedIn.value ? confirm("Leave without saving your changes?") : true,
  );
  const controller = new AbortController();
  window.addEventListener("beforeunload", (event) => isUnsaved() && event.preventDefault(), {
    signal: controller.signal,
  });
  onScopeDispose(() => controller.abort());
};
