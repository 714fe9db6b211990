import type {
  Codec,
  Contract,
  Endpoint,
  OperationName,
  SuccessOf,
} from "@knetik-users/core/effect";
import type * as Effect from "effect/Effect";
import type { ApiErrorOf } from "../errors/apiError.ts";

type TypeOf<C> = C extends Codec<infer Type> ? Type : never;

/** The decoded path, query and body of a call, typed by the endpoint's codecs. */
export interface InputOf<E extends Endpoint> {
  readonly params: E extends { readonly params: infer Params }
    ? { readonly [Name in keyof Params]: TypeOf<Params[Name]> }
    : {};
  readonly query: E extends { readonly query: { readonly codec: infer Query } }
    ? TypeOf<Query>
    : undefined;
  readonly body: E extends { readonly body: { readonly codec: infer Body } }
    ? TypeOf<Body>
    : undefined;
}

/**
 * Implements an operation. It can fail only with the errors that the contract declares. The caller
 * is in `CurrentCall`.
 */
export type HandlerOf<E extends Endpoint> = (
  input: InputOf<E>,
) => Effect.Effect<SuccessOf<E>, ApiErrorOf<E>>;

/** One handler for each operation of the contract. */
export type Handlers = {
  readonly [Name in OperationName]: HandlerOf<Contract[Name]>;
};
