import type { CallOptions, PromiseOperations } from "@knetik-users/core";
import type { Method } from "@knetik-users/core/endpoints";

/** A client that has these operations; a partial client will do. */
export type ClientOf<Name extends keyof PromiseOperations> = Pick<PromiseOperations, Name>;

/** Calls an operation by name. The caller derives the types of `args` and the result from the contract. */
export const callOperation = <Data>(
  client: object,
  name: string,
  args: ReadonlyArray<unknown>,
  signal: AbortSignal | undefined,
  options?: CallOptions,
): Promise<Data> => {
  const methods = client as { readonly [name: string]: Method<Promise<Data>> | undefined };
  const method = methods[name];
  if (method === undefined) throw new TypeError(`The client has no operation ${name}.`);
  return method(...args, { ...options, signal });
};
