import { mapMethods, type Method } from "@knetik-users/core/endpoints";
import type { OperationName, UsersApi } from "@knetik-users/core/effect";
import type * as Effect from "effect/Effect";
import type * as Stream from "effect/Stream";

export type EffectMethod = Method<Effect.Effect<unknown, unknown>>;
export type StreamMethod = Method<Stream.Stream<unknown, unknown>>;

/** Replaces every method of the API. */
export const mapUsersApi = (
  { all, pages, ...operations }: UsersApi,
  call: (operation: OperationName, method: EffectMethod) => EffectMethod,
  list: (operation: OperationName, method: StreamMethod) => StreamMethod,
): UsersApi => {
  const api: unknown = {
    ...mapMethods(operations, call),
    all: mapMethods(all, list),
    pages: mapMethods(pages, list),
  };
  return api as UsersApi;
};
