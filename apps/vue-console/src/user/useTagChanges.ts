import { useAddUserTag, useRemoveUserTag } from "@knetik-users/vue";
import { computed, type ComputedRef } from "vue";
import { describeError } from "../errors/describeError.ts";
import { t } from "../language/t.ts";
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

  const failed = (text: string, again: () => void) =>
    show({ kind: "danger", text, action: { label: t("common.tryAgain"), run: again } });
  const add = (tag: string, onAccepted = () => {}) => {
    const of = userId();
    adding.mutate(
      { userId: of, tag },
      {
        onSuccess: () => {
          onAccepted();
          show({
            kind: "success",
            text: t("user.tags.added", { tag }),
            action: { label: t("common.undo"), run: () => remove(tag) },
          });
        },
        onError: (error) => {
          // Errors of the tag are shown beside the field.
          if (error._tag === "InvalidInput" || error._tag === "BadRequest") return;
          failed(t("user.tags.notAdded", { tag, reason: describeError(error).title }), () =>
            add(tag, onAccepted),
          );
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
            text: t("user.tags.removed", { tag }),
            action: { label: t("common.undo"), run: () => add(tag) },
          }),
        onError: (error) =>
          failed(t("user.tags.notRemoved", { tag, reason: describeError(error).title }), () =>
            remove(tag),
          ),
      },
    );
  };
  const addError = computed(() => Object.values(adding.fieldErrors.value)[0]);
  return { add, remove, addError };
};
