import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as EffectResult from "effect/Result";
import * as Scope from "effect/Scope";
import * as Stream from "effect/Stream";
import { contract } from "../contract/contract.ts";
import { configure } from "./configuration.ts";
import { makeEngine } from "./engine.ts";
import { makeApi } from "./makeApi.ts";
import type { UsersClientOptions } from "./options.ts";
import type { PromiseCallOptions, UsersClient } from "./promiseApi.ts";
import { aborted, makeRunner } from "./runner.ts";

type OperationName = keyof typeof contract;
type Method<A> = (...args: ReadonlyArray<unknown>) => A;
type Methods<A> = { readonly [Name in OperationName]: Method<A> };

/** Fails with `Aborted` when the signal fires. */
const whenAborted = (operation: string, signal: AbortSignal) =>
  Effect.callback<never, ReturnType<typeof aborted>>((resume) => {
    const abort = () => resume(Effect.fail(aborted(operation)));
    if (signal.aborted) {
      abort();
      return;
    }
    signal.addEventListener("abort", abort, { once: true });
    return Effect.sync(() => signal.removeEventListener("abort", abort));
  });

const operationsOf = (methods: object) => Object.keys(methods) as ReadonlyArray<OperationName>;

const derive = <A>(names: ReadonlyArray<OperationName>, make: (name: OperationName) => Method<A>) =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Methods<A>;

const deriveAll = <A>(make: (name: OperationName) => Method<A>) =>
  derive(operationsOf(contract), make);

/**
 * Makes a client of the Users API. Throws a `ConfigurationError` that lists every problem of the
 * options.
 *
 * @example
 * ```ts
 * import { createUsersClient } from "@knetik-users/core";
 *
 * await using users = createUsersClient({
 *   baseUrl: "http://127.0.0.1:8080",
 *   auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
 * });
 * const user = await users.getUser(1);
 * for await (const row of users.all.getUsers({ filter: { tag: "vip" } })) console.log(row.id);
 * ```
 */
export const createUsersClient = (options: UsersClientOptions): UsersClient => {
  const configuration = configure(options);
  const scope = Effect.runSync(Scope.make());
  const engine = Effect.runSync(Scope.provide(makeEngine(configuration), scope));
  const api = makeApi(engine);
  const runner = makeRunner();

  // The types of the contract end here and begin again at `UsersClient`: what lies between treats
  // all operations alike.
  const operations = api as unknown as Methods<Effect.Effect<unknown, unknown>>;
  const streams = (list: object) => list as Methods<Stream.Stream<unknown, unknown>>;
  const signalOf = (name: OperationName, args: ReadonlyArray<unknown>) =>
    (args[contract[name].input.length] as PromiseCallOptions | undefined)?.signal;

  const result = deriveAll((name) => async (...args) => {
    const outcome = await runner.run(
      name,
      Effect.suspend(() => operations[name](...args)),
      signalOf(name, args),
    );
    return EffectResult.isSuccess(outcome)
      ? { ok: true as const, value: outcome.success }
      : { ok: false as const, error: outcome.failure };
  });
  const throwing = deriveAll((name) => async (...args) => {
    const outcome = await result[name](...args);
    if (outcome.ok) return outcome.value;
    throw outcome.error;
  });
  const iterables = (list: Methods<Stream.Stream<unknown, unknown>>) =>
    derive(operationsOf(list), (name) => (...args) => {
      const signal = signalOf(name, args);
      const stream = list[name](...args);
      return Stream.toAsyncIterable(
        signal === undefined ? stream : Stream.interruptWhen(stream, whenAborted(name, signal)),
      );
    });

  const close = () =>
    Effect.runPromise(Effect.andThen(runner.close, Scope.close(scope, Exit.void)));
  const client: unknown = {
    ...throwing,
    result,
    all: iterables(streams(api.all)),
    pages: iterables(streams(api.pages)),
    close,
    [Symbol.asyncDispose]: close,
  };
  return client as UsersClient;
};
