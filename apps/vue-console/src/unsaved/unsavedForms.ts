import { shallowReactive, shallowRef } from "vue";

/** Checks whether a form has input that is not saved. */
type IsUnsaved = () => boolean;

const forms = shallowReactive(new Set<IsUnsaved>());

/** Adds a form until the returned function is called. */
export const addForm = (isUnsaved: IsUnsaved): (() => void) => {
  forms.add(isUnsaved);
  return () => forms.delete(isUnsaved);
};

export const hasUnsavedInput = (): boolean => [...forms].some((isUnsaved) => isUnsaved());

/** The question that is being asked; the dialog answers it. */
export const question = shallowRef<((discard: boolean) => void) | undefined>();

/** Asks whether unsaved input may be discarded. A second question waits for the same answer. */
let asked: Promise<boolean> | undefined;
export const askToDiscard = (): Promise<boolean> =>
  (asked ??= new Promise<boolean>((resolve) => {
    question.value = (discard) => {
      question.value = undefined;
      asked = undefined;
      resolve(discard);
    };
  }));

/** `true` if there is no unsaved input, or it may be discarded. */
export const mayLeave = async (): Promise<boolean> => !hasUnsavedInput() || (await askToDiscard());
