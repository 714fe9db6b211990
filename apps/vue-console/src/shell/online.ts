import { onScopeDispose, type Ref, ref } from "vue";

/** `true` if the browser reports a network. */
export const useOnline = (): Readonly<Ref<boolean>> => {
  const online = ref(navigator.onLine);
  const controller = new AbortController();
  for (const type of ["online", "offline"]) {
    const options = { signal: controller.signal };
    window.addEventListener(type, () => (online.value = navigator.onLine), options);
  }
  onScopeDispose(() => controller.abort());
  return online;
};
