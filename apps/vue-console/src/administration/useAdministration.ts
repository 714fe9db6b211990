import { isUsersError } from "@knetik-users/core";
import { usersKey, useSession } from "@knetik-users/vue";
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/vue-query";
import { computed, type ComputedRef } from "vue";
import { type AdminClient, useAdminClient } from "./adminClient.ts";

/**
 * What this session may use of the endpoints for administration:
 * - `offered`: all of them.
 * - `forbidden`: the account has not the role.
 * - `missing`: the API has no such endpoints.
 * - `unknown`: not asked yet, or the API is unavailable.
 */
export type Administration = "offered" | "forbidden" | "missing" | "unknown";

/** Returned by {@link useAdministration}. */
export interface UseAdministrationReturn {
  readonly administration: ComputedRef<Administration>;
  readonly isOffered: ComputedRef<boolean>;
  /** `true` while the API is asked for the first time. Later, nothing waits for the answer. */
  readonly isAsking: ComputedRef<boolean>;
}

const queryKey = [...usersKey(), "administration"];

/** An answer that would be the same the next time; `undefined` for an outage. */
const refusalOf = (error: unknown): Administration | undefined => {
  if (!isUsersError(error) || error.retryable) return undefined;
  if (error._tag === "Forbidden") return "forbidden";
  return error._tag === "UnexpectedResponse" || error._tag === "BadRequest" ? "missing" : undefined;
};

const ask = async (client: AdminClient, signal: AbortSignal): Promise<Administration> => {
  // The server answers a blank without a query.
  const { error } = await client.result.findUsers({ search: " ", size: 1 }, { signal });
  if (error === undefined) return "offered";
  const refusal = refusalOf(error);
  if (refusal === undefined) throw error;
  return refusal;
};

/** Remembers a refusal of any endpoint, so that none of them is called again in this session. */
export const rememberRefusal = (queryClient: QueryClient, error: unknown): void => {
  if (refusalOf(error) === "forbidden") queryClient.setQueryData(queryKey, "forbidden");
};

/**
 * Asks once in a session whether the API has endpoints for administration, and lets this account use them.
 * What depends on it is not shown until that is known.
 */
export const useAdministration = (): UseAdministrationReturn => {
  const client = useAdminClient();
  const { isSignedIn } = useSession();
  const { data, isFetching, errorUpdateCount } = useQuery(
    {
      queryKey,
      queryFn: ({ signal }) => ask(client, signal),
      enabled: isSignedIn,
      staleTime: Infinity,
      gcTime: Infinity,
      retry: false,
    },
    useQueryClient(),
  );
  const administration = computed(() => (isSignedIn.value ? (data.value ?? "unknown") : "unknown"));
  return {
    administration,
    isOffered: computed(() => administration.value === "offered"),
    isAsking: computed(
      () => data.value === undefined && isFetching.value && errorUpdateCount.value === 0,
    ),
  };
};
