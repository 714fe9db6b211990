import { onMounted, type ShallowRef } from "vue";

/** Begins a form that was asked for at its first field. */
export const useFocusFirst = (form: Readonly<ShallowRef<HTMLElement | null>>): void => {
  onMounted(() => form.value?.querySelector<HTMLElement>("input, select, textarea")?.focus());
};
