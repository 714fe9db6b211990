import { nextTick, type ShallowRef, watch, type WatchSource } from "vue";

/** Focuses the first invalid field after submitting. */
export const useFocusInvalid = (
  form: Readonly<ShallowRef<HTMLElement | null>>,
  error: WatchSource,
): void => {
  watch(error, async (now) => {
    if (now === null || now === undefined) return;
    await nextTick();
    form.value?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
};
