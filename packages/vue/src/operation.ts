type Method<Data> = (...args: ReadonlyArray<unknown>) => Promise<Data>;

/**
 * Calls an operation by its name. Types hold on both sides of this: the contract says what each
 * operation takes and answers, and in here all of them are alike.
 */
export const callOperation = <Data>(
  client: object,
  name: string,
  args: ReadonlyArray<unknown>,
  signal: AbortSignal | undefined,
): Promise<Data> => {
  const methods = client as { readonly [name: string]: Method<Data> | undefined };
  const method = methods[name];
  if (method === undefined) throw new TypeError(`The client has no ${name}.`);
  return method(...args, { signal });
};
