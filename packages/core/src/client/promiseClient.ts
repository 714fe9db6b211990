import * as Effect from "effect/Effect";
import * as EffectResult from "effect/Result";
import * as Stream from "effect/Stream";
import type { Endpoints, UsersApi } from "./api.ts";
import type { NamedEndpoint } from "./call.ts";
import { isSignal } from "./callOptions.ts";
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
 * The Promise client over an Effect service, for those who need both faces of one engine. `onClose`
 * is run when the client is closed, after what is under way was cancelled.
 *
 * @example
 * ```ts
 * import { contract, promiseClient, Users } from "@knetik-users/core/effect";
 * import * as Effect from "effect/Effect";
 *
 * const program = Effect.gen(function* () {
 *   const users = promiseClient(contract, yield* Users);
 *   yield* Effect.promise(() => users.getUser(1));
 * });
 * console.log(program);
 * ```
 */
export const promiseClient = <const Selection extends Endpoints>(
  selection: Selection,
  api: UsersApi<Selection>,
  onClose: Effect.Effect<void> = Effect.void,
): PartialUsersClient<Selection> => {
  const runner = makeRunner();
  const { all, pages, ...operations } = api;

  const inputs = new Map(
    Object.values(selection).map(({ name, input }: NamedEndpoint) => [
      name as string,
      input.length,
    ]),
  );
  const signalOf = (name: string, args: ReadonlyArray<unknown>) => {
    const signal = (args[inputs.get(name) ?? 0] as PromiseCallOptions | undefined)?.signal;
    // Anything else is refused where all options are checked.
    return isSignal(signal) ? signal : undefined;
  };

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

  const close = () => Effect.runPromise(Effect.andThen(runner.close, onClose));
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
