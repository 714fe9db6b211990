import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as EffectResult from "effect/Result";
import * as Scope from "effect/Scope";
import * as Stream from "effect/Stream";
import type { Endpoints } from "./api.ts";
import type { NamedEndpoint } from "./call.ts";
import { configure } from "./configuration.ts";
import { makeEngine } from "./engine.ts";
import { makeApi } from "./makeApi.ts";
import type { UsersClientOptions } from "./options.ts";
import type { PartialUsersClient, PromiseCallOptions } from "./promiseApi.ts";
import { makeRunner } from "./runner.ts";

type Method<A> = (...args: ReadonlyArray<unknown>) => A;
type Methods<A> = { readonly [name: string]: Method<A> };

const mapMethods = <A, B>(
  methods: Methods<A>,
  make: (name: string, method: Method<A>) => Method<B>,
): Methods<B> =>
  Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, make(name, method)]));

/**
 * Makes a client of some endpoints only, so that a bundler leaves the others out. Throws a
 * `ConfigurationError` that lists every problem of the options.
 *
 * @example
 * ```ts
 * import { createPartialUsersClient } from "@knetik-users/core";
 * import { getUser } from "@knetik-users/core/endpoints";
 *
 * const users = createPartialUsersClient({ getUser }, { baseUrl: "http://127.0.0.1:8080" });
 * const user = await users.getUser(1);
 * ```
 */
export const createPartialUsersClient = <const Selection extends Endpoints>(
  selection: Selection,
  options: UsersClientOptions,
): PartialUsersClient<Selection> => {
  const configuration = configure(options);
  const scope = Effect.runSync(Scope.make());
  const engine = Effect.runSync(Scope.provide(makeEngine(configuration), scope));
  const runner = makeRunner();
  const { all, pages, ...operations } = makeApi(selection, engine);

  const inputs = new Map(
    Object.values(selection).map(({ name, input }: NamedEndpoint) => [
      name as string,
      input.length,
    ]),
  );
  const signalOf = (name: string, args: ReadonlyArray<unknown>) =>
    (args[inputs.get(name) ?? 0] as PromiseCallOptions | undefined)?.signal;

  // The types of the contract end here and begin again with what is returned: what lies between
  // treats all operations alike.
  const effects = operations as unknown as Methods<Effect.Effect<unknown, unknown>>;
  const result = mapMethods(effects, (name, method) => async (...args) => {
    const effect = Effect.suspend(() => method(...args));
    const outcome = await runner.run(name, effect, signalOf(name, args));
    return EffectResult.isSuccess(outcome)
      ? { ok: true as const, value: outcome.success }
      : { ok: false as const, error: outcome.failure };
  });
  const throwing = mapMethods(result, (_, method) => async (...args) => {
    const outcome = await method(...args);
    if (outcome.ok) return outcome.value;
    throw outcome.error;
  });
  const iterables = (streams: object) =>
    mapMethods(
      streams as Methods<Stream.Stream<unknown, unknown>>,
      (name, method) =>
        (...args) =>
          Stream.toAsyncIterable(runner.cancellable(name, method(...args), signalOf(name, args))),
    );

  const close = () =>
    Effect.runPromise(Effect.andThen(runner.close, Scope.close(scope, Exit.void)));
  const client: unknown = {
    ...throwing,
    result,
    all: iterables(all),
    pages: iterables(pages),
    close,
    [Symbol.asyncDispose]: close,
  };
  return client as PartialUsersClient<Selection>;
};
