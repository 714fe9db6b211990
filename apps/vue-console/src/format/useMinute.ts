import { onScopeDispose, type Ref, ref } from "vue";

const now = ref(Date.now());
let users = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The current time in milliseconds, to half a minute. All components share one timer. */
export const useMinute = (): Readonly<Ref<number>> => {
  now.value = Date.now();
  if ((users += 1) === 1) timer = setInterval(() => (now.value = Date.now()), 30_000);
  onScopeDispose(() => {
    if ((users -= 1) === 0) clearInterval(timer);
  });
  return now;
};
