import { onScopeDispose, type Ref, ref } from "vue";

/** The current time, every second. */
export const useNow = (): Readonly<Ref<number>> => {
  const now = ref(Date.now());
  const timer = setInterval(() => (now.value = Date.now()), 1_000);
  onScopeDispose(() => clearInterval(timer));
  return now;
};
