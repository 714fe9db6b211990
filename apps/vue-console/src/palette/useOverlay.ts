import { useSession } from "@knetik-users/vue";
import { onScopeDispose, readonly, type Ref, ref } from "vue";
import { isTyping } from "../ui/isTyping.ts";
import { opens } from "./shortcuts.ts";

export type Overlay = "palette" | "shortcuts";

const shown = ref<Overlay>();
let before: HTMLElement | undefined;

/** Shows the palette or the shortcuts, and remembers where the focus was. */
export const openOverlay = (overlay: Overlay): void => {
  if (shown.value === undefined && document.activeElement instanceof HTMLElement) {
    before = document.activeElement;
  }
  shown.value = overlay;
};

export const closeOverlay = (): void => void (shown.value = undefined);

/** Puts the focus where it was before. */
export const returnFocus = (): void => {
  // It may have opened the other one.
  if (shown.value === undefined && before?.isConnected === true) before.focus();
};

const fieldOf = (target: EventTarget | null) => {
  if (!isTyping(target)) return "none";
  return target instanceof HTMLInputElement && target.type === "search" ? "search" : "form";
};

/** Opens them with their keys while a user is signed in and no dialog is open. */
export const useOverlay = (): Readonly<Ref<Overlay | undefined>> => {
  const { isSignedIn } = useSession();
  const controller = new AbortController();
  window.addEventListener(
    "keydown",
    (event) => {
      const overlay = opens(event, fieldOf(event.target));
      if (overlay === undefined || !isSignedIn.value) return;
      const isDialogOpen = document.querySelector("[role=dialog], [role=alertdialog]") !== null;
      if (isDialogOpen) return;
      event.preventDefault();
      openOverlay(overlay);
    },
    { signal: controller.signal },
  );
  onScopeDispose(() => controller.abort());
  return readonly(shown);
};
