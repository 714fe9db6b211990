import type { Contract, Endpoint, OperationName, SuccessOf } from "@knetik-users/core/effect";
import type * as Effect from "effect/Effect";
import type * as Schema from "effect/Schema";
import type { ApiErrorOf } from "../errors/apiError.ts";

type TypeOf<S> = S extends Schema.Codec<infer Type, infer _Encoded> ? Type : never;

/** The decoded path, query and body of a call, typed by the endpoint's schemas. */
export interface InputOf<E extends Endpoint> {
  readonly params: E extends { readonly params: infer Params }
    ? { readonly [Name in keyof Params]: TypeOf<Params[Name]> }
    : {};
  readonly query: E extends { readonly query: { readonly schema: infer Query } }
    ? TypeOf<Query>
    : undefined;
  readonly body: E extends { readonly body: { readonly schema: infer Body } }
    ? TypeOf<Body>
    : undefined;
}

/**
 * Implements an operation. It can fail only with the errors that the contract declares. The caller
 * is in `CurrentCall`.
 */
export type Handler<Name extends OperationName> = (
  input: InputOf<Contract[Name]>,
) => Effect.Effect<SuccessOf<Contract[Name]>, ApiErrorOf<Contract[Name]>>;

/** One handler for each operation of the contract. */
export type Handlers = { readonly [Name in OperationName]: Handler<Name> };
