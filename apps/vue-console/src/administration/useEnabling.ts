import type { User } from "@knetik-users/core";
import { useMutation, useQueryClient } from "@tanstack/vue-query";
import { usersKey } from "@knetik-users/vue";
import type { Ref } from "vue";
import { describeError } from "../errors/describeError.ts";
import { t } from "../language/t.ts";
import { useToasts } from "../ui/toasts.ts";
import { nameOf } from "../users/columns.ts";
import { useAdminClient } from "./adminClient.ts";
import { adminQueryKey } from "./adminQueryKey.ts";
import { rememberRefusal } from "./useAdministration.ts";

/** Disables and enables users, with undo. */
export interface Enabling {
  readonly setEnabled: (user: User, isEnabled: boolean, onDone?: () => void) => void;
  readonly isPending: Readonly<Ref<boolean>>;
  readonly error: Readonly<Ref<Error | null>>;
  readonly reset: () => void;
}

interface Change {
  readonly user: User;
  readonly isEnabled: boolean;
}

export const useEnabling = (): Enabling => {
  const client = useAdminClient();
  const queryClient = useQueryClient();
  const { show } = useToasts();
  const { mutateAsync, isPending, error, reset } = useMutation(
    {
      mutationKey: [...usersKey(), "setEnabled"],
      mutationFn: ({ user, isEnabled }: Change) =>
        isEnabled ? client.enableUser(user.id) : client.disableUser(user.id),
      // The state may have changed even if the response was lost.
      onSettled: (_, failure, { user }) => {
        rememberRefusal(queryClient, failure);
        for (const key of [
          adminQueryKey("getAccount", user.id),
          adminQueryKey("getAuditRecords", user.id),
          adminQueryKey("getStatistics"),
        ]) {
          void queryClient.invalidateQueries({ queryKey: key });
        }
      },
      retry: false,
      networkMode: "always",
    },
    queryClient,
  );
  const setEnabled: Enabling["setEnabled"] = (user, isEnabled, onDone) => {
    const name = nameOf(user);
    // Not the callbacks of `mutate`, which are lost when the page is left.
    mutateAsync({ user, isEnabled }).then(
      () => {
        onDone?.();
        show({
          kind: "success",
          text: t(isEnabled ? "account.enable.done" : "account.disable.done", { name }),
          action: { label: t("common.undo"), run: () => setEnabled(user, !isEnabled) },
        });
      },
      (failure: unknown) => {
        // A dialog shows it; without one, a message does.
        if (onDone !== undefined) return;
        show({
          kind: "danger",
          text: t(isEnabled ? "account.enable.failed" : "account.disable.failed", {
            name,
            reason: describeError(failure).title,
          }),
          action: { label: t("common.tryAgain"), run: () => setEnabled(user, isEnabled) },
        });
      },
    );
  };
  return { setEnabled, isPending, error, reset };
};
