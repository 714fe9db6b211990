import { onScopeDispose, type Ref, shallowReactive, watch } from "vue";

/** Start times of calls that are neither queries nor mutations. */
const starts = shallowReactive(new Map<symbol, number>());

/** The start of the oldest of them. */
export const oldestWait = (): number => Math.min(...starts.values());

/** Counts a call as waiting while it is pending. */
export const useWait = (isPending: Readonly<Ref<boolean>>): void => {
  const key = Symbol();
  watch(isPending, (pending) => {
    if (pending) starts.set(key, Date.now());
    else starts.delete(key);
  });
  onScopeDispose(() => starts.delete(key));
};
