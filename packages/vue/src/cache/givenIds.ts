import type { UserRef } from "@knetik-users/core";
import type { ArgumentsOf, Endpoint, Subject } from "@knetik-users/core/endpoints";
import { inputOf, subjectOf } from "@knetik-users/core/endpoints";

/**
 * A parameter of a route, as `route.params` has it: text, or a list with one text. The intersection keeps
 * `"me"` among an editor's suggestions.
 */
export type RouteParam = (string & {}) | ReadonlyArray<string>;

/** Widens the argument that is the id of a call's user or template. */
type GivenArgument<E extends Endpoint, Argument> = E extends { readonly subject: Subject }
  ? Argument extends (E["subject"]["kind"] extends "user" ? UserRef : string)
    ? Argument | RouteParam
    : Argument
  : Argument;
type GivenEach<E extends Endpoint, Args extends ReadonlyArray<unknown>> = {
  [Index in keyof Args]: GivenArgument<E, Args[Index]>;
};
/** The arguments of an operation; its id may be a parameter of a route. */
export type GivenArguments<E extends Endpoint> = GivenEach<E, ArgumentsOf<E>>;

/**
 * The id in a route parameter: `42` for `"42"`, and `undefined` for an optional parameter that is missing,
 * which is empty. Other text stays as it is, and the client rejects it.
 */
const idIn = (kind: Subject["kind"], given: unknown): unknown => {
  const id: unknown = Array.isArray(given) && given.length < 2 ? given[0] : given;
  if (id === "") return undefined;
  return kind === "user" && typeof id === "string" && /^[1-9]\d{0,9}$/.test(id) ? Number(id) : id;
};

/** The id of a user in a route parameter. */
export const userIdIn = <Known extends UserRef>(
  given: Known | RouteParam | undefined,
): Known | undefined => idIn("user", given) as Known | undefined;

/** Replaces a route parameter among the arguments of an operation by the id in it. */
export const withIds = (
  endpoint: Endpoint,
  args: ReadonlyArray<unknown>,
): ReadonlyArray<unknown> => {
  const { subject } = endpoint;
  if (subject === undefined) return args;
  // Called with their positions, the input tells which argument is the id.
  const input = inputOf(
    endpoint,
    endpoint.args.map((_, index) => index),
  );
  const position = subjectOf(endpoint, input);
  return args.map((arg, index) => (index === position ? idIn(subject.kind, arg) : arg));
};
