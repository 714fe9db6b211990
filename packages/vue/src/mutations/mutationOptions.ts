import type { Aborted, CallOptions, OperationName } from "@knetik-users/core";
import type {
  Contract,
  Endpoint,
  ErrorOf,
  ReadName,
  SuccessOf,
} from "@knetik-users/core/endpoints";
import type { MutationFunctionContext } from "@tanstack/vue-query";
import type { OptimisticUpdate } from "../cache/optimisticUpdate.ts";
import { usersKey } from "../cache/usersKey.ts";
import { cancelInvalidated, invalidateReads, invalidationMeta } from "../cache/invalidateReads.ts";
import { callOperation, type ClientOf } from "../cache/callOperation.ts";
import { type GivenArguments, withIds } from "../cache/givenIds.ts";

/** Name of an operation that changes something. */
export type MutationName = Exclude<OperationName, ReadName | "getOAuthToken">;
/** The result of a mutation. */
export type MutationData<Name extends MutationName> = SuccessOf<Contract[Name]>;
/** Every error of a mutation, distinguished by `_tag`. */
export type MutationError<Name extends MutationName> = ErrorOf<Contract[Name]> | Aborted;

/** A mutation: its endpoint, and how its variables become arguments. */
export interface MutationDefinition<Name extends MutationName, Variables> {
  readonly endpoint: Contract[Name] & { readonly name: Name };
  readonly argsOf: (variables: Variables) => GivenArguments<Contract[Name]>;
  /** The optimistic update, if the result is predictable. */
  readonly optimistic?: OptimisticUpdate<Variables>;
}

/** Declares a mutation. */
export const defineMutation = <Name extends MutationName, Variables>(
  endpoint: MutationDefinition<Name, Variables>["endpoint"],
  argsOf: MutationDefinition<Name, Variables>["argsOf"],
  optimistic?: OptimisticUpdate<Variables>,
): MutationDefinition<Name, Variables> => ({ endpoint, argsOf, ...(optimistic && { optimistic }) });

/** Options of a mutation, besides its variables. Callbacks run after this package's own. */
export interface MutationSettings<Name extends MutationName, Variables> {
  /** `false` disables the optimistic update; a function replaces it. */
  readonly optimistic?: boolean | OptimisticUpdate<Variables>;
  /** `false` disables the invalidation of cached reads. */
  readonly invalidate?: boolean;
  /** Returns the abort signal of a request. The composables have `abort()` instead. */
  readonly signal?: (variables: Variables) => AbortSignal | undefined;
  /** Returns options of the call, such as the header `If-Match`. */
  readonly callOptions?: (variables: Variables) => CallOptions;
  readonly onMutate?: (variables: Variables) => unknown;
  readonly onSuccess?: (data: MutationData<Name>, variables: Variables) => unknown;
  readonly onError?: (error: MutationError<Name>, variables: Variables) => unknown;
  readonly onSettled?: (
    data: MutationData<Name> | undefined,
    error: MutationError<Name> | null,
    variables: Variables,
  ) => unknown;
  readonly meta?: Record<string, unknown>;
}

/** Context of a mutation, from `onMutate` to `onSettled`. */
export interface MutationContext {
  readonly undo: (() => void) | undefined;
}

/** Options for `useMutation`. */
export interface UsersMutationOptions<Name extends MutationName, Variables> {
  readonly mutationKey: readonly ["knetik-users", Name];
  readonly mutationFn: (variables: Variables) => Promise<MutationData<Name>>;
  readonly onMutate: (
    variables: Variables,
    functionContext: MutationFunctionContext,
  ) => Promise<MutationContext>;
  readonly onSuccess: (data: MutationData<Name>, variables: Variables) => Promise<void>;
  readonly onError: (
    error: MutationError<Name>,
    variables: Variables,
    context: MutationContext | undefined,
  ) => Promise<void>;
  readonly onSettled: (
    data: MutationData<Name> | undefined,
    error: MutationError<Name> | null,
    variables: Variables,
    context: MutationContext | undefined,
    functionContext: MutationFunctionContext,
  ) => Promise<void>;
  readonly meta: Record<string, unknown>;
  readonly retry: false;
  readonly networkMode: "always";
  readonly gcTime: number;
  readonly shallow: true;
}

/**
 * Milliseconds that an unused mutation stays in the cache. Its variables may contain a password; but Vue
 * Query checks a pending one that often, so 0 would keep the browser busy until the API responds.
 */
const keptFor = 1_000;

const optimisticOf = <Name extends MutationName, Variables>(
  write: MutationDefinition<Name, Variables>,
  { optimistic = true }: MutationSettings<Name, Variables>,
): OptimisticUpdate<Variables> | undefined => {
  if (typeof optimistic === "function") return optimistic;
  return optimistic ? write.optimistic : undefined;
};

/** Makes the mutation options of an operation from its endpoint. */
export const makeMutationOptions =
  <Name extends MutationName, Variables>(write: MutationDefinition<Name, Variables>) =>
  (
    client: ClientOf<Name>,
    options: MutationSettings<Name, Variables> = {},
  ): UsersMutationOptions<Name, Variables> => {
    const endpoint: Endpoint & { readonly name: Name } = write.endpoint;
    const optimistic = optimisticOf(write, options);
    const argsOf = (variables: Variables) => withIds(endpoint, write.argsOf(variables));
    const meta = { ...options.meta, ...invalidationMeta(endpoint, argsOf) };
    return {
      mutationKey: usersKey.write(endpoint.name),
      mutationFn: (variables) =>
        callOperation(
          client,
          endpoint.name,
          argsOf(variables),
          options.signal?.(variables),
          options.callOptions?.(variables),
        ),
      onMutate: async (variables, { client: cache }) => {
        await options.onMutate?.(variables);
        if (optimistic === undefined) return { undo: undefined };
        await cancelInvalidated(cache, meta, variables);
        return { undo: optimistic(cache, variables) };
      },
      onSuccess: async (data, variables) => {
        await options.onSuccess?.(data, variables);
      },
      onError: async (error, variables, context) => {
        context?.undo?.();
        await options.onError?.(error, variables);
      },
      onSettled: async (data, error, variables, _, { client: cache }) => {
        // InvalidInput means that nothing was sent; after any other error the API may have changed data.
        if (options.invalidate !== false && error?._tag !== "InvalidInput") {
          invalidateReads(cache, meta, variables);
        }
        await options.onSettled?.(data, error, variables);
      },
      meta,
      // The client already retries, and a mutation paused until the network is back would be sent long
      // after the user has moved on.
      retry: false,
      networkMode: "always",
      gcTime: keptFor,
      shallow: true,
    };
  };
