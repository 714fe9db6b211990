import { t } from "../language/t.ts";
import { useToasts } from "./toasts.ts";

/** Copies text to the clipboard and says so. */
export const useCopy = (): ((text: string) => Promise<void>) => {
  const { show } = useToasts();
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      show({ kind: "success", text: t("copy.done", { text }) });
    } catch {
      show({ kind: "danger", text: t("copy.failed", { text }) });
    }
  };
};
