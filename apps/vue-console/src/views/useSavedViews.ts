import { useSession } from "@knetik-users/vue";
import { computed, type ComputedRef, onScopeDispose, shallowRef, watch } from "vue";
import { readJson, writeJson } from "../storage/browserStorage.ts";
import { readViews, type SavedView, withoutView, withView } from "./savedViews.ts";

// All components show the same views.
const kept = shallowRef<{ readonly key: string; readonly views: ReadonlyArray<SavedView> }>();

/** The saved views of the signed-in user in this browser. */
export const useSavedViews = (): {
  readonly views: ComputedRef<ReadonlyArray<SavedView>>;
  /** `false` until the user is known. */
  readonly canSave: ComputedRef<boolean>;
  /** `false` if the browser does not store it: then it lasts as long as the page. */
  readonly save: (view: SavedView) => boolean;
  readonly remove: (name: string) => boolean;
} => {
  const { user } = useSession();
  // Others may use this browser, too.
  const key = computed(() => (user.value ? `views.${user.value.id}` : undefined));
  const load = () => {
    if (key.value === undefined) kept.value = undefined;
    else kept.value = { key: key.value, views: readViews(readJson(key.value)) };
  };
  watch(
    key,
    (now) => {
      if (now !== kept.value?.key) load();
    },
    { immediate: true },
  );
  // Another tab has changed them.
  const controller = new AbortController();
  window.addEventListener("storage", load, { signal: controller.signal });
  onScopeDispose(() => controller.abort());

  const change = (views: ReadonlyArray<SavedView>): boolean => {
    if (key.value === undefined) return false;
    kept.value = { key: key.value, views };
    return writeJson(key.value, views);
  };
  const views = computed(() => kept.value?.views ?? []);
  return {
    views,
    canSave: computed(() => key.value !== undefined),
    save: (view) => change(withView(views.value, view)),
    remove: (name) => change(withoutView(views.value, name)),
  };
};
