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
import * as Effect from "effect/Effect";
import * as Stream from "effect/Stream";
import { currentRequest } from "../request/requestContext.ts";
import type { Engine } from "./engine.ts";
import { linkSignals } from "./linkSignals.ts";
import { mapApi, mapMethods, optionsPosition, type Method } from "./mapApi.ts";

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

type Options = PromiseCallOptions & PagingOptions;

const operationNames = Object.keys(contract) as ReadonlyArray<OperationName>;

/** The class is given its methods by the contract, which TypeScript cannot see. */
const Operations = class {} as new () => PromiseOperations;

const tokenOf = ({ forwardToken }: CallEnvironment, whose: Whose): string | null | undefined => {
  if (whose.token === "given") return whose.given;
  if (whose.token === "own" || !forwardToken) return undefined;
  const request = currentRequest();
  // Never the service's own for a caller who brought none.
  return request === undefined ? undefined : (request.token ?? null);
};

const withOptions = (
  position: number,
  args: ReadonlyArray<unknown>,
  options: Options,
): ReadonlyArray<unknown> => [
  ...Array.from({ length: position }, (_, index) => args[index]),
  options,
];

/**
 * The calls of the Users API. Whose token they carry, and which request's end cancels them, is
 * decided where a method is called; of an Effect, where it is run.
 */
export class UsersCalls extends Operations {
  /** The same methods, but a failure is a value: `{ ok: false, error }`. */
  declare readonly result: UsersClient["result"];
  /** Every row of a list, one by one, page after page. Leaving the loop stops the requests. */
  declare readonly all: UsersClient["all"];
  /** Every page of a list, with its totals. */
  declare readonly pages: UsersClient["pages"];
  /**
   * The core's Effect service on the same engine, with the same rules for whose token it carries:
   * where tokens are forwarded, that of the request in which the Effect is run. It does not end with
   * the request: who runs an Effect interrupts it.
   */
  declare readonly effect: UsersApi;
  readonly #environment: CallEnvironment;

  constructor(environment: CallEnvironment, whose: Whose) {
    super();
    this.#environment = environment;
    const { client, api } = environment.engine;
    for (const name of operationNames) {
      const method = client[name] as Method<Promise<unknown>>;
      Reflect.set(this, name, call(environment, whose, name, method));
    }
    const lazily = (property: string, make: () => unknown) =>
      Object.defineProperty(this, property, {
        configurable: true,
        enumerable: true,
        get: () => {
          const value = make();
          Object.defineProperty(this, property, { value, enumerable: true, configurable: true });
          return value;
        },
      });
    lazily("result", () =>
      mapMethods<Promise<unknown>, Promise<unknown>>(client.result, (name, method) =>
        call(environment, whose, name, method),
      ),
    );
    for (const lists of ["all", "pages"] as const) {
      lazily(lists, () =>
        mapMethods<AsyncIterable<unknown>, AsyncIterable<unknown>>(client[lists], (name, method) =>
          list(environment, whose, name, method),
        ),
      );
    }
    lazily("effect", () => boundEffects(environment, api, whose));
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
    const position = optionsPosition(name);
    const options = given[position] as Options | undefined;
    const { token, hangUp } = completionOf(environment, whose, options);
    const { signal, release } = linkSignals(options?.signal, hangUp);
    const args =
      token === undefined && hangUp === undefined
        ? given
        : withOptions(position, given, { ...options, token, signal });
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
    const position = optionsPosition(name);
    const options = given[position] as Options | undefined;
    // Of the request that asks for the list, wherever it is read.
    const { token, hangUp } = completionOf(environment, whose, options);
    return {
      // Anew for each reader: a list may be read twice, or not at all.
      async *[Symbol.asyncIterator]() {
        const { signal, release } = linkSignals(options?.signal, hangUp);
        const args = withOptions(position, given, { ...options, token, signal });
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
    const position = optionsPosition(name);
    const options = args[position] as CallOptions | undefined;
    const token = options?.token === undefined ? tokenOf(environment, whose) : options.token;
    return token === undefined ? args : withOptions(position, args, { ...options, token });
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
