import {
  contract,
  type CallOptions,
  type OperationName,
  type PagingOptions,
  type PromiseCallOptions,
  type PromiseOperations,
  type UsersApi,
  type UsersClient,
} from "@knetik-users/core/effect";
import { mapMethods, splitArguments, withOptions, type Method } from "@knetik-users/core/endpoints";
import * as Effect from "effect/Effect";
import * as Stream from "effect/Stream";
import { currentRequest } from "../request/requestContext.ts";
import type { Engine } from "./engine.ts";
import { linkSignals } from "./linkSignals.ts";
import { mapApi } from "./mapApi.ts";

/** Whose token calls carry that do not name one. */
export type Whose =
  /** The service's own; the caller's inside a request, where tokens are forwarded. */
  | { readonly token: "default" }
  /** The service's own. */
  | { readonly token: "own" }
  /** This one; `null`: none. */
  | { readonly token: "given"; readonly given: string | null };

/** What the calls of one client have in common. */
export interface CallEnvironment {
  readonly engine: Engine;
  readonly forwardToken: boolean;
  readonly cancelOnDisconnect: boolean;
}

/** Methods of any operations. */
type Methods = { readonly [Name in OperationName]?: unknown };
type Options = PromiseCallOptions & PagingOptions;

/** The class is given its methods by the contract, which TypeScript cannot see. */
const Operations = class {} as new () => PromiseOperations;

const tokenOf = ({ forwardToken }: CallEnvironment, whose: Whose): string | null | undefined => {
  if (whose.token === "given") return whose.given;
  if (whose.token === "own" || !forwardToken) return undefined;
  const request = currentRequest();
  // Never the service's own for a caller who brought none.
  return request === undefined ? undefined : (request.token ?? null);
};

/**
 * The calls of the Users API. Whose token they carry, and which request's end cancels them, is
 * decided where a method is called; of an Effect, where it is run.
 */
export class UsersCalls extends Operations {
  readonly #environment: CallEnvironment;
  readonly #whose: Whose;
  // Made when they are first used: an instance may live no longer than one request.
  #result: UsersClient["result"] | undefined;
  #all: UsersClient["all"] | undefined;
  #pages: UsersClient["pages"] | undefined;
  #effect: UsersApi | undefined;

  constructor(environment: CallEnvironment, whose: Whose) {
    super();
    this.#environment = environment;
    this.#whose = whose;
    const { result, all, pages, close, ...operations } = environment.engine.client;
    Object.assign(this, this.#calls(operations));
  }

  /** The same methods, but a failure is a value: `{ ok: false, error }`. */
  get result(): UsersClient["result"] {
    const { client } = this.#environment.engine;
    return (this.#result ??= this.#calls(client.result) as unknown as UsersClient["result"]);
  }

  /** Every row of a list, one by one, page after page. Leaving the loop stops the requests. */
  get all(): UsersClient["all"] {
    const { client } = this.#environment.engine;
    return (this.#all ??= this.#lists(client.all) as unknown as UsersClient["all"]);
  }

  /** Every page of a list, with its totals. */
  get pages(): UsersClient["pages"] {
    const { client } = this.#environment.engine;
    return (this.#pages ??= this.#lists(client.pages) as unknown as UsersClient["pages"]);
  }

  /**
   * The core's Effect service on the same engine, with the same rules for whose token it carries:
   * where tokens are forwarded, that of the request in which the Effect is run. It does not end with
   * the request: who runs an Effect interrupts it.
   */
  get effect(): UsersApi {
    const { api } = this.#environment.engine;
    return (this.#effect ??= boundEffects(this.#environment, api, this.#whose));
  }

  #calls(methods: Methods) {
    return mapMethods(methods, (name, method: Method<Promise<unknown>>) =>
      call(this.#environment, this.#whose, name, method),
    );
  }

  #lists(methods: Methods) {
    return mapMethods(methods, (name, method: Method<AsyncIterable<unknown>>) =>
      list(this.#environment, this.#whose, name, method),
    );
  }

  /**
   * The same calls with this access token, such as the one of a signed-in user; `null`: without any.
   * It is not renewed.
   */
  as(token: string | null): UsersCalls {
    return new UsersCalls(this.#environment, { token: "given", given: token });
  }

  /** The same calls with the service's own credentials, also where tokens are forwarded. */
  asService(): UsersCalls {
    return new UsersCalls(this.#environment, { token: "own" });
  }
}

/** What a call is completed with: whose token, and what cancels it. */
const completionOf = (
  environment: CallEnvironment,
  whose: Whose,
  given: Options | undefined,
): { readonly token: string | null | undefined; readonly hangUp: AbortSignal | undefined } => ({
  token: given?.token === undefined ? tokenOf(environment, whose) : given.token,
  hangUp: environment.cancelOnDisconnect ? currentRequest()?.signal : undefined,
});

const call =
  (
    environment: CallEnvironment,
    whose: Whose,
    name: OperationName,
    method: Method<Promise<unknown>>,
  ): Method<Promise<unknown>> =>
  async (...given) => {
    const [, options] = splitArguments<Options>(contract[name], given);
    const { token, hangUp } = completionOf(environment, whose, options);
    const { signal, release } = linkSignals(options?.signal, hangUp);
    const args =
      token === undefined && hangUp === undefined
        ? given
        : withOptions(contract[name], given, { ...options, token, signal });
    try {
      const outcome = await method(...args);
      noteCancelled(environment, name, args, outcome);
      return outcome;
    } catch (error) {
      environment.engine.note(name, args, error);
      throw error;
    } finally {
      release?.();
    }
  };

/** Of an outcome that is a value. Nobody below has seen that a call was cancelled. */
const noteCancelled = (
  { engine }: CallEnvironment,
  name: OperationName,
  args: ReadonlyArray<unknown>,
  outcome: unknown,
): void => {
  if (typeof outcome === "object" && outcome !== null && "ok" in outcome && "error" in outcome) {
    engine.note(name, args, outcome.error);
  }
};

const list =
  (
    environment: CallEnvironment,
    whose: Whose,
    name: OperationName,
    method: Method<AsyncIterable<unknown>>,
  ): Method<AsyncIterable<unknown>> =>
  (...given) => {
    const [, options] = splitArguments<Options>(contract[name], given);
    // Of the request that asks for the list, wherever it is read.
    const { token, hangUp } = completionOf(environment, whose, options);
    return {
      // Anew for each reader: a list may be read twice, or not at all.
      async *[Symbol.asyncIterator]() {
        const { signal, release } = linkSignals(options?.signal, hangUp);
        const args = withOptions(contract[name], given, { ...options, token, signal });
        try {
          yield* method(...args);
        } catch (error) {
          environment.engine.note(name, args, error);
          throw error;
        } finally {
          release?.();
        }
      },
    };
  };

/** The Effect service with the token of whoever runs it in the options of every method. */
const boundEffects = (environment: CallEnvironment, api: UsersApi, whose: Whose): UsersApi => {
  const bound = (name: OperationName, args: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
    const [, options] = splitArguments<CallOptions>(contract[name], args);
    const token = options?.token === undefined ? tokenOf(environment, whose) : options.token;
    return token === undefined ? args : withOptions(contract[name], args, { ...options, token });
  };
  return mapApi(
    api,
    (name, method) =>
      (...args) =>
        Effect.suspend(() => method(...bound(name, args))),
    (name, method) =>
      (...args) =>
        Stream.suspend(() => method(...bound(name, args))),
  );
};
