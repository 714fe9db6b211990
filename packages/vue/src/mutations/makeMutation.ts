import { useMutation, type UseMutationReturnType } from "@tanstack/vue-query";
import {
  computed,
  type ComputedRef,
  type MaybeRefOrGetter,
  onScopeDispose,
  toValue,
  watch,
} from "vue";
import { type FieldErrors, fieldErrorsOf } from "./fieldErrors.ts";
import { useUsersContext } from "../context/usersContext.ts";
import { makeInFlight } from "./inFlight.ts";
import { type MutateCallbacks, withCallbacks } from "./mutateCallbacks.ts";
import {
  type MutationDefinition,
  type MutationContext,
  type MutationData,
  type MutationError,
  type MutationName,
  makeMutationOptions,
  type MutationSettings,
} from "./mutationOptions.ts";

/** Options of a mutation composable. */
export interface UseUsersMutationOptions<Name extends MutationName, Variables> extends Omit<
  MutationSettings<Name, Variables>,
  "signal"
> {
  /**
   * `true` cancels the mutation when the component is unmounted. By default it continues: the API may
   * have applied it already, and the reads it invalidates are refetched in either case.
   */
  readonly abortOnUnmount?: boolean;
}

/** The refs of a mutation: `mutate`, `error`, `isPending` and all others of Vue Query. */
export type UseUsersMutationReturn<Name extends MutationName, Variables> = Omit<
  UseMutationReturnType<MutationData<Name>, MutationError<Name>, Variables, MutationContext>,
  "mutate" | "mutateAsync"
> & {
  /** Starts the mutation. Never throws: see `error`, or pass callbacks. */
  readonly mutate: (
    variables: Variables,
    callbacks?: MutateCallbacks<MutationData<Name>, MutationError<Name>, Variables>,
  ) => void;
  /** Starts the mutation and rejects with its error. */
  readonly mutateAsync: (
    variables: Variables,
    callbacks?: MutateCallbacks<MutationData<Name>, MutationError<Name>, Variables>,
  ) => Promise<MutationData<Name>>;
  /** Cancels the mutations in flight; their error is `Aborted`. */
  readonly abort: () => void;
  /** Error messages by field, to show beside the input. */
  readonly fieldErrors: ComputedRef<FieldErrors>;
};

/** Makes the composable of a mutation. */
export const makeMutation = <Name extends MutationName, Variables>(
  composable: string,
  write: MutationDefinition<Name, Variables>,
) => {
  const optionsOf = makeMutationOptions(write);
  return (
    options: MaybeRefOrGetter<UseUsersMutationOptions<Name, Variables>> = {},
  ): UseUsersMutationReturn<Name, Variables> => {
    const { client, queryClient, generation } = useUsersContext(composable);
    const inFlight = makeInFlight<Variables>();
    const mutation = useMutation<
      MutationData<Name>,
      MutationError<Name>,
      Variables,
      MutationContext
    >(
      computed(() => optionsOf(client, { ...toValue(options), signal: inFlight.signalOf })),
      queryClient,
    );
    const start = mutation.mutateAsync as (variables: Variables) => Promise<MutationData<Name>>;
    const mutateAsync: UseUsersMutationReturn<Name, Variables>["mutateAsync"] = (
      variables,
      callbacks,
    ) =>
      withCallbacks(
        inFlight.during(variables, () => start(variables)),
        variables,
        callbacks,
      );
    const mutate: UseUsersMutationReturn<Name, Variables>["mutate"] = (...args) => {
      // The `error` ref reports it.
      mutateAsync(...args).catch(() => {});
    };
    // Signing out must not leave the result of a previous user behind.
    watch(generation, () => mutation.reset(), { flush: "sync" });
    onScopeDispose(() => {
      if (toValue(options).abortOnUnmount === true) inFlight.abort();
    });
    const fieldErrors = computed(() => fieldErrorsOf(mutation.error.value));
    return { ...mutation, mutate, mutateAsync, abort: inFlight.abort, fieldErrors };
  };
};
