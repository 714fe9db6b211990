import { contract, type Endpoint, type OperationName } from "@knetik-users/core/effect";

/** An operation of the contract, and where it is. */
export interface RoutedOperation {
  readonly name: OperationName;
  readonly method: Endpoint["method"];
  /** With `{placeholders}`, as the contract writes it. */
  readonly path: string;
  /** The same for the router: with `:placeholders`. */
  readonly pattern: string;
}

/** `/users/{user_id}/tags` and `/users/{id}/tags` are the same place. */
const placeOf = (path: string) => path.replace(/\{\w+\}/g, "{}");

/** `/users/templates` before `/users/{}`: fixed words are tried first, so that they are no ids. */
const byPlace = (one: string, other: string) => {
  const key = (place: string) => place.replaceAll("{}", "\u{10ffff}");
  return key(one) < key(other) ? -1 : 1;
};

const operations = Object.values(contract).map(({ name, method, path }): RoutedOperation => ({
  name,
  method,
  path,
  pattern: path.replace(/\{(\w+)\}/g, ":$1"),
}));

/** The operations of the contract by place, in the order in which places are to be tried. */
export const routes: ReadonlyArray<ReadonlyArray<RoutedOperation>> = [
  ...new Set(operations.map(({ path }) => placeOf(path))),
]
  .sort(byPlace)
  .map((place) => operations.filter(({ path }) => placeOf(path) === place));
