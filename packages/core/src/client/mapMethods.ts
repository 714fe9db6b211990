/**
 * A method of some operation. The contract's types end where methods are mapped and start again with
 * the result: everything in between handles all operations alike.
 */
export type Method<A> = (...args: ReadonlyArray<unknown>) => A;

/** Replaces each method of an object, by the name of its operation. */
export const mapMethods = <Methods extends object, A, B>(
  methods: Methods,
  map: (operation: keyof Methods & string, method: Method<A>) => Method<B>,
): { readonly [name: string]: Method<B> } =>
  Object.fromEntries(
    Object.entries(methods as { readonly [name: string]: Method<A> }).map(([name, method]) => [
      name,
      map(name as keyof Methods & string, method),
    ]),
  );
