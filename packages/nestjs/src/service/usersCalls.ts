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
import { currentRequest } from "../request/requestContext.ts";
import { optionsPosition, type Engine } from "./engine.ts";
import { linkSignals } from "./linkSignals.ts";

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

type Method<A> = (...args: ReadonlyArray<unknown>) => A;
type Methods<A> = { readonly [name: string]: Method<A> };
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
 * decided where a method is called, not later: what an Effect runtime goes on with may belong to
 * another request.
 */
export class UsersCalls extends Operations {
  /** The same methods, but a failure is a value: `{ ok: false, error }`. */
  declare readonly result: UsersClient["result"];
  /** Every row of a list, one by one, page after page. Leaving the loop stops the requests. */
  declare readonly all: UsersClient["all"];
  /** Every page of a list, with its totals. */
  declare readonly pages: UsersClient["pages"];
  /**
   * The core's Effect service on the same engine. It carries the service's own credentials, or the
   * token of `as(token)`; it neither forwards the request's token nor ends with the request, since a
   * fiber may go on in the context of another one.
   */
  declare readonly effect: UsersApi;
  readonly #environment: CallEnvironment;

  constructor(environment: CallEnvironment, whose: Whose) {
    super();
    this.#environment = environment;
    const { client, api } = environment.engine;
    const direct = client as unknown as Methods<Promise<unknown>>;
    for (const name of operationNames) {
      const method = direct[name];
      if (method !== undefined) Reflect.set(this, name, call(environment, whose, name, method));
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
    const each = <A>(
      methods: unknown,
      map: (name: OperationName, method: Method<A>) => Method<A>,
    ) =>
      Object.fromEntries(
        Object.entries(methods as Methods<A>).map(([name, method]) => [
          name,
          map(name as OperationName, method),
        ]),
      );
    lazily("result", () =>
      each<Promise<unknown>>(client.result, (name, method) =>
        call(environment, whose, name, method),
      ),
    );
    for (const lists of ["all", "pages"] as const) {
      lazily(lists, () =>
        each<AsyncIterable<unknown>>(client[lists], (name, method) =>
          list(environment, whose, name, method),
        ),
      );
    }
    lazily("effect", () => boundEffects(api, whose));
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

/** The options of a call, completed: whose token, and what cancels it. */
const completed = (
  environment: CallEnvironment,
  whose: Whose,
  given: Options | undefined,
): { readonly options: Options | undefined; readonly release: (() => void) | undefined } => {
  const token = given?.token === undefined ? tokenOf(environment, whose) : given.token;
  const hangUp = environment.cancelOnDisconnect ? currentRequest()?.signal : undefined;
  if (token === undefined && hangUp === undefined) return { options: given, release: undefined };
  const { signal, release } = linkSignals(given?.signal, hangUp);
  return { options: { ...given, token, signal }, release };
};

const call =
  (
    environment: CallEnvironment,
    whose: Whose,
    name: OperationName,
    method: Method<Promise<unknown>>,
  ): Method<Promise<unknown>> =>
  (...args) => {
    const position = optionsPosition(name);
    const given = args[position] as Options | undefined;
    const { options, release } = completed(environment, whose, given);
    if (options === undefined) return method(...args);
    const answer = method(...withOptions(position, args, options));
    return release === undefined ? answer : answer.finally(release);
  };

const list =
  (
    environment: CallEnvironment,
    whose: Whose,
    name: OperationName,
    method: Method<AsyncIterable<unknown>>,
  ): Method<AsyncIterable<unknown>> =>
  (...args) => {
    const position = optionsPosition(name);
    const given = args[position] as Options | undefined;
    const { options, release } = completed(environment, whose, given);
    if (options === undefined) return method(...args);
    const rows = method(...withOptions(position, args, options));
    return release === undefined ? rows : releasing(rows, release);
  };

async function* releasing<A>(rows: AsyncIterable<A>, release: () => void): AsyncGenerator<A> {
  try {
    yield* rows;
  } finally {
    release();
  }
}

/** The Effect service with a given token in the options of every method. */
const boundEffects = (api: UsersApi, whose: Whose): UsersApi => {
  if (whose.token !== "given") return api;
  const bind = (methods: unknown): unknown =>
    Object.fromEntries(
      Object.entries(methods as Methods<unknown>).map(([name, method]) => [
        name,
        (...args: ReadonlyArray<unknown>) => {
          const position = optionsPosition(name as OperationName);
          const options = args[position] as CallOptions | undefined;
          const token = options?.token === undefined ? whose.given : options.token;
          return method(...withOptions(position, args, { ...options, token }));
        },
      ]),
    );
  const { all, pages, ...operations } = api;
  const bound: unknown = {
    ...(bind(operations) as object),
    all: bind(all),
    pages: bind(pages),
  };
  return bound as UsersApi;
};
