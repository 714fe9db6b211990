import type { OperationName } from "../contract/contract.ts";

/**
 * A method of some operation. The types of the contract end where methods are mapped, and begin again
 * with what is made of them: what lies between treats all operations alike.
 */
export type Method<A> = (...args: ReadonlyArray<unknown>) => A;

/** The methods of an object, by their operations, each replaced. */
export const mapMethods = <A, B>(
  methods: object,
  map: (operation: OperationName, method: Method<A>) => Method<B>,
): { readonly [name: string]: Method<B> } =>
  Object.fromEntries(
    Object.entries(methods as { readonly [name: string]: Method<A> }).map(([name, method]) => [
      name,
      map(name as OperationName, method),
    ]),
  );
