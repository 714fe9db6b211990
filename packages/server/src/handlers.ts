import type { Contract, Endpoint, OperationName, SuccessOf } from "@knetik-users/core/effect";
import type * as Effect from "effect/Effect";
import type * as Schema from "effect/Schema";
import type { Caller } from "./access/caller.ts";
import type { RefusalOf } from "./refusal.ts";
import { passwordHandlers } from "./passwords/handlers.ts";
import { oauthHandlers } from "./oauth/handlers.ts";
import type { Services } from "./services.ts";
import { tagHandlers } from "./tags/handlers.ts";
import { templateHandlers } from "./templates/handlers.ts";
import { userHandlers } from "./users/handlers.ts";

type TypeOf<S> = S extends Schema.Codec<infer Type, infer _Encoded> ? Type : never;

/** Path, query and body of a call, decoded, typed by the endpoint's own schemas. */
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

/** Answers one operation. It may fail with what the contract declares for it, and nothing else. */
export type Handler<Name extends OperationName> = (
  input: InputOf<Contract[Name]>,
  caller: Caller,
) => Effect.Effect<SuccessOf<Contract[Name]>, RefusalOf<Contract[Name]>>;

/** One handler per operation of the contract: the compiler asks for each. */
export type Handlers = { readonly [Name in OperationName]: Handler<Name> };

export const makeHandlers = (services: Services): Handlers => ({
  ...userHandlers(services),
  ...tagHandlers(services),
  ...templateHandlers(services),
  ...passwordHandlers(services),
  ...oauthHandlers(services),
});
