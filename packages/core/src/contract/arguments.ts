import type { Endpoint, RequestInput } from "./endpoint.ts";

/** What a method is given for its operation, and the options that come last. */
export const splitArguments = <Options>(
  { args: names }: Pick<Endpoint, "args">,
  args: ReadonlyArray<unknown>,
): [given: ReadonlyArray<unknown>, options: Options | undefined] => [
  args.slice(0, names.length),
  args[names.length] as Options | undefined,
];

/** The same arguments with these options. */
export const withOptions = (
  { args: names }: Pick<Endpoint, "args">,
  args: ReadonlyArray<unknown>,
  options: unknown,
): ReadonlyArray<unknown> => [...names.map((_, index) => args[index]), options];

/** The id of the one user or template that a call is about; `undefined` where it is about none. */
export const subjectOf = ({ subject }: Endpoint, { params }: RequestInput): unknown =>
  subject === undefined ? undefined : params?.[subject.param];
