import { useSession } from "@knetik-users/vue";
import { onScopeDispose } from "vue";
import { addForm, askToDiscard } from "./unsavedForms.ts";
import { keepDraft } from "./keptDrafts.ts";

/** A form whose input is asked for before it is lost, and outlives the end of the session. */
export interface UnsavedOptions {
  /** Identifies the form and its subject. Without it, input is not kept when the session ends. */
  readonly key?: string;
  readonly isUnsaved: () => boolean;
  /** The input to keep. */
  readonly draft?: () => unknown;
}

/**
 * Guards the input of a form: returns a function that runs `close` after asking, if there is unsaved input.
 * See `App.vue` and the router for the other ways to lose it, and `takeDraft` for input that was kept.
 */
export const useUnsaved = ({
  key,
  isUnsaved,
  draft,
}: UnsavedOptions): ((close: () => void) => Promise<void>) => {
  const { status } = useSession();
  const remove = addForm(isUnsaved);
  onScopeDispose(() => {
    remove();
    if (status.value === "expired" && key !== undefined && isUnsaved()) keepDraft(key, draft?.());
  });
  return async (close) => {
    if (!isUnsaved() || (await askToDiscard())) close();
  };
};
