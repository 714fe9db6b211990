import { useMutation, type UseMutationReturnType } from "@tanstack/vue-query";
import {
  computed,
  type ComputedRef,
  type MaybeRefOrGetter,
  onScopeDispose,
  toValue,
  watch,
} from "vue";
import { type FieldErrors, fieldErrorsOf } from "../forms/fieldErrors.ts";
import { useUsersContext } from "../plugin/usersContext.ts";
import { makeRuns } from "./runs.ts";
import {
  type Write,
  type WriteContext,
  type WriteData,
  type WriteError,
  type WriteName,
  writeOptions,
  type WriteOptions,
} from "./writeOptions.ts";

/** What the composable of a write can be told. */
export interface UseWriteOptions<Name extends WriteName, Variables> extends Omit<
  WriteOptions<Name, Variables>,
  "signal"
> {
  /**
   * `true` cancels the write when the component goes away. Without it the write goes on: it may
   * have been done already, and what it made stale is read again in either case.
   */
  readonly abortOnUnmount?: boolean;
}

/** The refs of a write: `mutate`, `error`, `isPending` and all that Vue Query gives. */
export type UseWriteReturn<Name extends WriteName, Variables> = UseMutationReturnType<
  WriteData<Name>,
  WriteError<Name>,
  Variables,
  WriteContext
> & {
  /** Cancels what is under way; its error is then `Aborted`. */
  readonly abort: () => void;
  /** What was wrong with each field, by its name: for showing it beside the field. */
  readonly fieldErrors: ComputedRef<FieldErrors>;
};

/** Makes the composable of a write. */
export const makeWrite = <Name extends WriteName, Variables>(
  composable: string,
  write: Write<Name, Variables>,
) => {
  const optionsOf = writeOptions(write);
  return (
    options: MaybeRefOrGetter<UseWriteOptions<Name, Variables>> = {},
  ): UseWriteReturn<Name, Variables> => {
    const { client, queryClient, generation } = useUsersContext(composable);
    const runs = makeRuns<Variables>();
    const mutation = useMutation<WriteData<Name>, WriteError<Name>, Variables, WriteContext>(
      computed(() => optionsOf(client, { ...toValue(options), signal: runs.signalOf })),
      queryClient,
    );
    const mutateAsync: typeof mutation.mutateAsync = (...args) =>
      runs.during(args[0] as Variables, () => mutation.mutateAsync(...args));
    const mutate: typeof mutation.mutate = (...args) => {
      // The refs tell of it.
      mutateAsync(...args).catch(() => {});
    };
    // Whoever signed out leaves no answer and no form behind.
    watch(generation, () => mutation.reset(), { flush: "sync" });
    onScopeDispose(() => {
      if (toValue(options).abortOnUnmount === true) runs.abort();
    });
    const fieldErrors = computed(() => fieldErrorsOf(mutation.error.value));
    return { ...mutation, mutate, mutateAsync, abort: runs.abort, fieldErrors };
  };
};
