import type { Endpoint, RequestInput } from "./endpoint.ts";

/** Splits the arguments of a method into those of the operation and the options, which come last. */
export const splitArguments = <Options>(
  { args: names }: Pick<Endpoint, "args">,
  args: ReadonlyArray<unknown>,
): [given: ReadonlyArray<unknown>, options: Options | undefined] => [
  args.slice(0, names.length),
  args[names.length] as Options | undefined,
];

/** Replaces the options of a method. */
export const withOptions = (
  { args: names }: Pick<Endpoint, "args">,
  args: ReadonlyArray<unknown>,
  options: unknown,
): ReadonlyArray<unknown> => [...names.map((_, index) => args[index]), options];

/** The id of the user or template a call is about; `undefined` when it is about neither. */
export const subjectOf = ({ subject }: Endpoint, { params }: RequestInput): unknown =>
  subject === undefined ? undefined : params?.[subject.param];
