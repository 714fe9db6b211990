import { getCurrentInstance, onActivated, onDeactivated, type Ref, shallowRef } from "vue";

/**
 * `false` while `<KeepAlive>` hides the component. Its queries keep their data, but nobody looks at a
 * refetch, and a route parameter may by then belong to another page.
 */
export const useIsShown = (): Readonly<Ref<boolean>> => {
  const isShown = shallowRef(true);
  if (getCurrentInstance() !== null) {
    onActivated(() => (isShown.value = true));
    onDeactivated(() => (isShown.value = false));
  }
  return isShown;
};
