import type { User } from "@knetik-users/core";
import { usersKey } from "@knetik-users/vue";
import { useMutation, useQueryClient } from "@tanstack/vue-query";
import type { Ref } from "vue";
import { useAdminClient } from "./adminClient.ts";
import { rememberRefusal } from "./useAdministration.ts";

/** `erase`: the personal data only; the id stays, for data elsewhere that refers to it. */
export type Removal = "erase" | "delete";

/** Removes users, or what is known about them. Neither can be undone. */
export interface UseRemovalReturn {
  readonly remove: (user: User, removal: Removal) => Promise<void>;
  readonly isPending: Readonly<Ref<boolean>>;
  readonly error: Readonly<Ref<Error | null>>;
  readonly reset: () => void;
}

interface Change {
  readonly user: User;
  readonly removal: Removal;
}

export const useRemoval = (): UseRemovalReturn => {
  const client = useAdminClient();
  const queryClient = useQueryClient();
  const { mutateAsync, isPending, error, reset } = useMutation(
    {
      mutationKey: [...usersKey(), "removal"],
      mutationFn: ({ user, removal }: Change) =>
        removal === "erase" ? client.anonymizeUser(user.id) : client.deleteUser(user.id),
      onError: (failure) => rememberRefusal(queryClient, failure),
      retry: false,
      networkMode: "always",
    },
    queryClient,
  );
  return {
    remove: (user, removal) => mutateAsync({ user, removal }),
    isPending,
    error,
    reset,
  };
};
