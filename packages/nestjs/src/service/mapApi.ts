import { contract, type OperationName, type UsersApi } from "@knetik-users/core/effect";
import type * as Effect from "effect/Effect";
import type * as Stream from "effect/Stream";

/** A method of the API, of which operation it may be. */
export type Method<A> = (...args: ReadonlyArray<unknown>) => A;
export type EffectMethod = Method<Effect.Effect<unknown, unknown>>;
export type StreamMethod = Method<Stream.Stream<unknown, unknown>>;

/** The position of a method's options: behind what the operation is asked. */
export const optionsPosition = (operation: OperationName): number =>
  contract[operation].input.length;

/** Some methods by their operations, each replaced. */
export const mapMethods = <A, B>(
  methods: unknown,
  map: (operation: OperationName, method: Method<A>) => Method<B>,
): { readonly [name: string]: Method<B> } =>
  Object.fromEntries(
    Object.entries(methods as { readonly [name: string]: Method<A> }).map(([name, method]) => [
      name,
      map(name as OperationName, method),
    ]),
  );

/** The API with each of its methods replaced. */
export const mapApi = (
  { all, pages, ...operations }: UsersApi,
  call: (operation: OperationName, method: EffectMethod) => EffectMethod,
  list: (operation: OperationName, method: StreamMethod) => StreamMethod,
): UsersApi => {
  // The types of the contract end here and begin again with what is returned: what lies between
  // treats all operations alike.
  const api: unknown = {
    ...mapMethods(operations, call),
    all: mapMethods(all, list),
    pages: mapMethods(pages, list),
  };
  return api as UsersApi;
};
