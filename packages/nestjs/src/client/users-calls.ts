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
import type { HeaderValues, TokenFailure } from "@knetik-users/core";
import { currentRequest } from "../request-context/request-context.ts";
import { withCallerAddress } from "./caller-address.ts";
import type { ServiceClient } from "./service-client.ts";
import { linkSignals } from "./link-signals.ts";
import { mapUsersApi } from "./map-users-api.ts";
import {
  boundToRequest,
  givenToken,
  resolveToken,
  type ResolvedToken,
  type TokenSource,
} from "./token-source.ts";

/** Shared by all calls of one client. */
export interface CallContext {
  readonly client: ServiceClient;
  readonly forwardToken: boolean;
  readonly forwardAddress: boolean;
  readonly cancelOnDisconnect: boolean | "reads";
}

/** Methods of some operations. */
type Methods = { readonly [Name in OperationName]?: unknown };
type Options = PromiseCallOptions & PagingOptions;

/** Declares the methods that the constructor adds from the contract. */
const Operations = class {} as new () => PromiseOperations;

/**
 * The operations of the Users API. The token, and the request that cancels a call, are determined when a
 * method is called; for an Effect, when it is run.
 */
export class UsersCalls extends Operations {
  readonly #context: CallContext;
  readonly #tokenSource: TokenSource;
  // Created on first use, because an instance may live for a single request only.
  #result: UsersClient["result"] | undefined;
  #all: UsersClient["all"] | undefined;
  #pages: UsersClient["pages"] | undefined;
  #effect: UsersApi | undefined;
  #asService: UsersCalls | undefined;

  constructor(context: CallContext, tokenSource: TokenSource) {
    super();
    this.#context = context;
    this.#tokenSource = tokenSource;
    const { result, all, pages, close, ...operations } = context.client.client;
    Object.assign(
      this,
      this.#calls(operations, (refusal) => {
        throw refusal;
      }),
    );
  }

  /** The same methods, returning failures as values: `{ ok: false, error }`. */
  get result(): UsersClient["result"] {
    const { client } = this.#context.client;
    return (this.#result ??= this.#calls(client.result, (error) => ({
      ok: false,
      error,
    })) as unknown as UsersClient["result"]);
  }

  /** Iterates over every row of a list, page by page. Leaving the loop stops the requests. */
  get all(): UsersClient["all"] {
    const { client } = this.#context.client;
    return (this.#all ??= this.#lists(client.all) as unknown as UsersClient["all"]);
  }

  /** Iterates over every page of a list, with its totals. */
  get pages(): UsersClient["pages"] {
    const { client } = this.#context.client;
    return (this.#pages ??= this.#lists(client.pages) as unknown as UsersClient["pages"]);
  }

  /**
   * The core's Effect service, sharing this client's tokens and limits. If tokens are forwarded, an
   * Effect sends the token of the request in which it is run. It is not cancelled with the request:
   * interrupt it yourself.
   */
  get effect(): UsersApi {
    const { api } = this.#context.client;
    return (this.#effect ??= bindEffects(this.#context, api, this.#tokenSource));
  }

  #calls(methods: Methods, refuse: Refuse) {
    return mapMethods(methods, (name, method: Method<Promise<unknown>>) =>
      call(this.#context, this.#tokenSource, name, method, refuse),
    );
  }

  #lists(methods: Methods) {
    return mapMethods(methods, (name, method: Method<AsyncIterable<unknown>>) =>
      list(this.#context, this.#tokenSource, name, method),
    );
  }

  /**
   * The same operations with this access token, for example of a signed-in user; `null` sends none. The
   * token is not renewed.
   */
  as(token: string | null): UsersCalls {
    return new UsersCalls(this.#context, givenToken(token));
  }

  /**
   * The same operations bound to the current request: its token, or none if it has none, even after it
   * has been answered. Call it before work that leaves the request: a queue, a batch, a shared connection.
   * There, the current request may be that of another caller. Throws a `TokenFailure` if there is no
   * current request.
   *
   * @example
   * ```ts
   * import type { UsersService } from "@knetik-users/nestjs";
   * import { mergeMap, type Observable } from "rxjs";
   *
   * export const ownerOf = (users: UsersService, reply: Observable<number>) => {
   *   const asCaller = users.forCurrentRequest();
   *   return reply.pipe(mergeMap((id) => asCaller.getUser(id)));
   * };
   * ```
   */
  forCurrentRequest(): UsersCalls {
    return new UsersCalls(this.#context, boundToRequest());
  }

  /** The same operations with the service's own credentials, even if tokens are forwarded. */
  asService(): UsersCalls {
    return (this.#asService ??= new UsersCalls(this.#context, { token: "own" }));
  }
}

/** How a method reports a call that is refused before it is made. */
type Refuse = (refusal: TokenFailure) => unknown;

/** What the module adds to the options of a call. */
interface CallAdditions {
  readonly token: ResolvedToken;
  readonly headers: HeaderValues | undefined;
  /** Cancels the call when the caller disconnects. */
  readonly disconnect: AbortSignal | undefined;
}

const resolveCall = (
  { forwardToken, forwardAddress, cancelOnDisconnect }: CallContext,
  tokenSource: TokenSource,
  name: OperationName,
  given: CallOptions | undefined,
): CallAdditions => {
  const request = tokenSource.token === "request" ? tokenSource.request : currentRequest();
  const isCancelled =
    cancelOnDisconnect === "reads" ? contract[name].retry === "safe" : cancelOnDisconnect;
  return {
    token:
      given?.token === undefined
        ? resolveToken(name, tokenSource, forwardToken)
        : { value: given.token },
    headers: forwardAddress ? withCallerAddress(given?.headers, request?.address) : given?.headers,
    disconnect: isCancelled ? request?.signal : undefined,
  };
};

const call =
  (
    context: CallContext,
    tokenSource: TokenSource,
    name: OperationName,
    method: Method<Promise<unknown>>,
    refuse: Refuse,
  ): Method<Promise<unknown>> =>
  async (...given) => {
    const [, options] = splitArguments<Options>(contract[name], given);
    const { token, headers, disconnect } = resolveCall(context, tokenSource, name, options);
    if (token.refusal !== undefined) {
      context.client.observer.failed(name, given, token.refusal);
      return refuse(token.refusal);
    }
    const { signal, release } = linkSignals(options?.signal, disconnect);
    const args =
      token.value === undefined && headers === undefined && disconnect === undefined
        ? given
        : withOptions(contract[name], given, { ...options, token: token.value, headers, signal });
    const { observer } = context.client;
    observer.started();
    try {
      const outcome = await method(...args);
      observer.ended(name, args, errorOf(outcome));
      return outcome;
    } catch (error) {
      observer.ended(name, args, error);
      throw error;
    } finally {
      release?.();
    }
  };

/** The error of a result; `undefined` for a value of the API. */
const errorOf = (outcome: unknown): unknown =>
  typeof outcome === "object" && outcome !== null && "ok" in outcome && "error" in outcome
    ? outcome.error
    : undefined;

const list =
  (
    context: CallContext,
    tokenSource: TokenSource,
    name: OperationName,
    method: Method<AsyncIterable<unknown>>,
  ): Method<AsyncIterable<unknown>> =>
  (...given) => {
    const [, options] = splitArguments<Options>(contract[name], given);
    // Those of the request that creates the list, wherever it is read.
    const { token, headers, disconnect } = resolveCall(context, tokenSource, name, options);
    return {
      // Created per iteration: a list may be read twice, or never.
      async *[Symbol.asyncIterator]() {
        if (token.refusal !== undefined) {
          context.client.observer.failed(name, given, token.refusal);
          throw token.refusal;
        }
        const { signal, release } = linkSignals(options?.signal, disconnect);
        const args = withOptions(contract[name], given, {
          ...options,
          token: token.value,
          headers,
          signal,
        });
        const { observer } = context.client;
        let failure: unknown;
        observer.started();
        try {
          yield* method(...args);
        } catch (error) {
          failure = error;
          throw error;
        } finally {
          observer.ended(name, args, failure);
          release?.();
        }
      },
    };
  };

/** Adds the token and the caller's address to the options of every method. */
const bindEffects = (context: CallContext, api: UsersApi, tokenSource: TokenSource): UsersApi => {
  const uncancelled = { ...context, cancelOnDisconnect: false };
  const bound = (name: OperationName, given: ReadonlyArray<unknown>) => {
    const [, options] = splitArguments<CallOptions>(contract[name], given);
    const { token, headers } = resolveCall(uncancelled, tokenSource, name, options);
    if (token.refusal !== undefined) {
      context.client.observer.failed(name, given, token.refusal);
      return { refusal: token.refusal };
    }
    const args =
      token.value === undefined && headers === undefined
        ? given
        : withOptions(contract[name], given, { ...options, token: token.value, headers });
    return { args };
  };
  return mapUsersApi(
    api,
    (name, method) =>
      (...given) =>
        Effect.suspend(() => {
          const { args, refusal } = bound(name, given);
          return args === undefined ? Effect.fail(refusal) : method(...args);
        }),
    (name, method) =>
      (...given) =>
        Stream.suspend(() => {
          const { args, refusal } = bound(name, given);
          return args === undefined ? Stream.fail(refusal) : method(...args);
        }),
  );
};
