import { shallowReactive } from "vue";

/** A temporary message with an optional action. */
export interface Toast {
  readonly id: number;
  readonly kind: "success" | "danger";
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

let latest = 0;
const shown = shallowReactive<Array<Toast>>([]);

const dismiss = (id: number): void => {
  const at = shown.findIndex((toast) => toast.id === id);
  if (at >= 0) shown.splice(at, 1);
};

/** The visible messages and a function to add one. */
export const useToasts = (): {
  readonly shown: ReadonlyArray<Toast>;
  readonly show: (toast: Omit<Toast, "id">) => void;
  readonly dismiss: (id: number) => void;
} => ({
  shown,
  show: (toast) => void shown.push({ ...toast, id: (latest += 1) }),
  dismiss,
});
