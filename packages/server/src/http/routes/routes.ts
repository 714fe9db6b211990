import { contract, type Endpoint, type OperationName } from "@knetik-users/core/effect";

/** An operation of the contract with its route. */
export interface RoutedOperation {
  readonly name: OperationName;
  readonly method: Endpoint["method"];
  /** With `{placeholders}`, as in the contract. */
  readonly path: string;
  /** With `:placeholders`, for the router. */
  readonly pattern: string;
}

/** Normalizes a path: `/users/{user_id}/tags` and `/users/{id}/tags` are the same route. */
const routeOf = (path: string) => path.replace(/\{\w+\}/g, "{}");

/** Sorts fixed segments before parameters: `/users/templates` before `/users/{}`. */
const bySpecificity = (one: string, other: string) => {
  const key = (route: string) => route.replaceAll("{}", "\u{10ffff}");
  return key(one) < key(other) ? -1 : 1;
};

const operations = Object.values(contract).map(({ name, method, path }): RoutedOperation => ({
  name,
  method,
  path,
  pattern: path.replace(/\{(\w+)\}/g, ":$1"),
}));

/** The operations of the contract grouped by route, in matching order. */
export const routes: ReadonlyArray<ReadonlyArray<RoutedOperation>> = [
  ...new Set(operations.map(({ path }) => routeOf(path))),
]
  .sort(bySpecificity)
  .map((route) => operations.filter(({ path }) => routeOf(path) === route));
