import { useAddUserTag, useRemoveUserTag } from "@knetik-users/vue";
import { computed, type ComputedRef } from "vue";
import { describeError } from "../errors/describeError.ts";
import { useToasts } from "../ui/toasts.ts";

/** Adds and removes tags optimistically, with undo. */
export interface TagChanges {
  readonly add: (tag: string, onAccepted?: () => void) => void;
  readonly remove: (tag: string) => void;
  /** Error message of the typed tag. */
  readonly addError: ComputedRef<string | undefined>;
}

export const useTagChanges = (userId: () => number): TagChanges => {
  const adding = useAddUserTag();
  const removing = useRemoveUserTag();
  const { show } = useToasts();

  const failed = (what: string, error: unknown, again: () => void) => {
    const { title } = describeError(error);
    show({
      kind: "danger",
      text: `${what} ${title}.`,
      action: { label: "Try again", run: again },
    });
  };
  const add = (tag: string, onAccepted = () => {}) => {
    const of = userId();
    adding.mutate(
      { userId: of, tag },
      {
        onSuccess: () => {
          onAccepted();
          show({
            kind: "success",
            text: `The tag “${tag}” is added.`,
            action: { label: "Undo", run: () => remove(tag) },
          });
        },
        onError: (error) => {
          // Errors of the tag are shown beside the field.
          if (error._tag === "InvalidInput" || error._tag === "BadRequest") return;
          failed(`The tag “${tag}” was not added.`, error, () => add(tag, onAccepted));
        },
      },
    );
  };
  const remove = (tag: string) => {
    removing.mutate(
      { userId: userId(), tag },
      {
        onSuccess: () =>
          show({
            kind: "success",
            text: `The tag “${tag}” is removed.`,
            action: { label: "Undo", run: () => add(tag) },
          }),
        onError: (error) => failed(`The tag “${tag}” was not removed.`, error, () => remove(tag)),
      },
    );
  };
  const addError = computed(() => Object.values(adding.fieldErrors.value)[0]);
  return { add, remove, addError };
};
