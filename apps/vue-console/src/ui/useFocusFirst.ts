import { onMounted, type ShallowRef } from "vue";

/** Focuses the first field of a form that was opened. */
export const useFocusFirst = (form: Readonly<ShallowRef<HTMLElement | null>>): void => {
  onMounted(() => form.value?.querySelector<HTMLElement>("input, select, textarea")?.focus());
};
