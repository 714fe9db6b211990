import type { Aborted, OperationName } from "@knetik-users/core";
import type {
  ArgumentsOf,
  Contract,
  Endpoint,
  FailureOf,
  ReadName,
  SuccessOf,
} from "@knetik-users/core/effect";
import type { MutationFunctionContext } from "@tanstack/vue-query";
import type { Optimistic } from "../optimistic/optimistic.ts";
import { usersKey } from "../keys/usersKey.ts";
import { holdStale, refreshStale, stalenessMeta } from "../stale/refreshStale.ts";
import { callOperation } from "../operation.ts";
import type { ClientOf } from "../reads/readOptions.ts";

/** The operations that change something. */
export type WriteName = Exclude<OperationName, ReadName | "getOAuthToken">;
/** What a write answers. */
export type WriteData<Name extends WriteName> = SuccessOf<Contract[Name]>;
/** Everything a write can fail with, told apart by `_tag`. */
export type WriteError<Name extends WriteName> = FailureOf<Contract[Name]> | Aborted;

/** A write of the contract, and what it is told by name. */
export interface Write<Name extends WriteName, Variables> {
  readonly endpoint: Contract[Name] & { readonly name: Name };
  readonly argsOf: (variables: Variables) => ArgumentsOf<Contract[Name]>;
  /** What is shown before the API has answered, where that is foreseeable. */
  readonly optimistic?: Optimistic<Variables>;
}

/** Declares a write. */
export const defineWrite = <Name extends WriteName, Variables>(
  endpoint: Write<Name, Variables>["endpoint"],
  argsOf: Write<Name, Variables>["argsOf"],
  optimistic?: Optimistic<Variables>,
): Write<Name, Variables> => ({ endpoint, argsOf, ...(optimistic && { optimistic }) });

/** What a write can be told besides what it writes. Callbacks run after what this package does. */
export interface WriteOptions<Name extends WriteName, Variables> {
  /** `false`: nothing is shown before the API has answered. Or your own way to show it. */
  readonly optimistic?: boolean | Optimistic<Variables>;
  /** `false`: nothing is read again afterwards. */
  readonly invalidate?: boolean;
  /** Asked for a signal when the request is sent. The composables have `abort()` instead. */
  readonly signal?: (variables: Variables) => AbortSignal | undefined;
  readonly onMutate?: (variables: Variables) => unknown;
  readonly onSuccess?: (data: WriteData<Name>, variables: Variables) => unknown;
  readonly onError?: (error: WriteError<Name>, variables: Variables) => unknown;
  readonly onSettled?: (
    data: WriteData<Name> | undefined,
    error: WriteError<Name> | null,
    variables: Variables,
  ) => unknown;
  readonly meta?: Record<string, unknown>;
}

/** What a write remembers between its beginning and its end. */
export interface WriteContext {
  readonly undo: (() => void) | undefined;
}

/** Options for `useMutation`. */
export interface WriteMutationOptions<Name extends WriteName, Variables> {
  readonly mutationKey: readonly ["knetik-users", Name];
  readonly mutationFn: (variables: Variables) => Promise<WriteData<Name>>;
  readonly onMutate: (
    variables: Variables,
    context: MutationFunctionContext,
  ) => Promise<WriteContext>;
  readonly onSuccess: (data: WriteData<Name>, variables: Variables) => Promise<void>;
  readonly onError: (
    error: WriteError<Name>,
    variables: Variables,
    begun: WriteContext | undefined,
  ) => Promise<void>;
  readonly onSettled: (
    data: WriteData<Name> | undefined,
    error: WriteError<Name> | null,
    variables: Variables,
    begun: WriteContext | undefined,
    context: MutationFunctionContext,
  ) => Promise<void>;
  readonly meta: Record<string, unknown>;
  readonly retry: false;
  readonly networkMode: "always";
  readonly gcTime: 0;
  readonly shallow: true;
}

const optimisticOf = <Name extends WriteName, Variables>(
  write: Write<Name, Variables>,
  { optimistic = true }: WriteOptions<Name, Variables>,
): Optimistic<Variables> | undefined => {
  if (typeof optimistic === "function") return optimistic;
  return optimistic ? write.optimistic : undefined;
};

/** Makes the mutation options of a write from its place in the contract. */
export const writeOptions =
  <Name extends WriteName, Variables>(write: Write<Name, Variables>) =>
  (
    client: ClientOf<Name>,
    options: WriteOptions<Name, Variables> = {},
  ): WriteMutationOptions<Name, Variables> => {
    const endpoint: Endpoint & { readonly name: Name } = write.endpoint;
    const optimistic = optimisticOf(write, options);
    const meta = { ...options.meta, ...stalenessMeta(endpoint, write.argsOf) };
    return {
      mutationKey: usersKey.write(endpoint.name),
      mutationFn: (variables) =>
        callOperation(client, endpoint.name, write.argsOf(variables), options.signal?.(variables)),
      onMutate: async (variables, { client: cache }) => {
        await options.onMutate?.(variables);
        if (optimistic === undefined) return { undo: undefined };
        await holdStale(cache, meta, variables);
        return { undo: optimistic(cache, variables) };
      },
      onSuccess: async (data, variables) => {
        await options.onSuccess?.(data, variables);
      },
      onError: async (error, variables, begun) => {
        begun?.undo?.();
        await options.onError?.(error, variables);
      },
      onSettled: async (data, error, variables, _, { client: cache }) => {
        // What was refused before it was sent has changed nothing; anything else may have.
        if (options.invalidate !== false && error?._tag !== "InvalidInput") {
          refreshStale(cache, meta, variables);
        }
        await options.onSettled?.(data, error, variables);
      },
      meta,
      // The client repeats what may be repeated, and a write that waits for the network would be
      // sent when nobody expects it any more.
      retry: false,
      networkMode: "always",
      // Its variables may hold a password.
      gcTime: 0,
      shallow: true,
    };
  };
