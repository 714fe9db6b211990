import type { Endpoint, RequestInput, Subject } from "./endpoint.ts";

/**
 * The method of an operation. Precise types come from the contract; code that treats all operations
 * alike works with this one.
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

/** Splits a method's arguments into those of the operation and the options, which come last. */
export const splitArguments = <Options>(
  { args: names }: Pick<Endpoint, "args">,
  args: ReadonlyArray<unknown>,
): [args: ReadonlyArray<unknown>, options: Options | undefined] => [
  args.slice(0, names.length),
  args[names.length] as Options | undefined,
];

/** Replaces the options among a method's arguments. */
export const withOptions = (
  { args: names }: Pick<Endpoint, "args">,
  args: ReadonlyArray<unknown>,
  options: unknown,
): ReadonlyArray<unknown> => [...names.map((_, index) => args[index]), options];

/** The path, query and body of a call. Their values are validated when they are encoded. */
export const inputOf = ({ input }: Endpoint, args: ReadonlyArray<unknown>): RequestInput =>
  input(...(args as ReadonlyArray<never>));

/** The id of the user or template that a call is about; `undefined` if it is about neither. */
export const subjectOf = ({ subject }: Endpoint, { params }: RequestInput): unknown =>
  subject === undefined ? undefined : params?.[subject.param];

/** The value of a filter in a search; `undefined` if it is not used. */
export const filterOf = ({ query }: RequestInput, name: string): unknown =>
  (query as { readonly filter?: { readonly [name: string]: unknown } } | undefined)?.filter?.[name];

/** The users or templates that a call concerns; `undefined` if it may concern any. */
export const subjectsOf = (
  endpoint: Endpoint,
  input: RequestInput,
):
  | {
      /** Ids of users or of templates. */
      readonly kind: Subject["kind"];
      /** At least one. */
      readonly ids: ReadonlyArray<unknown>;
    }
  | undefined => {
  const { subject, subjects } = endpoint;
  if (subject !== undefined) return { kind: subject.kind, ids: [subjectOf(endpoint, input)] };
  const ids = subjects && filterOf(input, subjects.filter);
  return subjects && Array.isArray(ids) ? { kind: subjects.kind, ids } : undefined;
};
