import * as Effect from "effect/Effect";
import * as EffectResult from "effect/Result";
import * as Stream from "effect/Stream";
import { splitArguments } from "../contract/arguments.ts";
import type { Endpoints, UsersApi } from "./api.ts";
import type { NamedEndpoint } from "./call.ts";
import { isSignal } from "./callOptions.ts";
import { mapMethods, type Method } from "./mapMethods.ts";
import type { PartialUsersClient, PromiseCallOptions, Result } from "./promiseApi.ts";
import { makeRunner } from "./runner.ts";

type Outcome = Promise<Result<unknown, unknown>>;

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

  const endpoints: { readonly [name: string]: NamedEndpoint } = selection;
  const signalOf = (name: string, args: ReadonlyArray<unknown>) => {
    const endpoint = endpoints[name];
    if (endpoint === undefined) return undefined;
    const signal = splitArguments<PromiseCallOptions>(endpoint, args)[1]?.signal;
    // Anything else is refused where all options are checked.
    return isSignal(signal) ? signal : undefined;
  };

  const result = mapMethods(
    operations,
    (name, method: Method<Effect.Effect<unknown, unknown>>): Method<Outcome> =>
      async (...args) => {
        const effect = Effect.suspend(() => method(...args));
        const outcome = await runner.run(name, effect, signalOf(name, args));
        return EffectResult.isSuccess(outcome)
          ? { ok: true, value: outcome.success }
          : { ok: false, error: outcome.failure };
      },
  );
  const throwing = mapMethods(
    result,
    (_, method: Method<Outcome>): Method<Promise<unknown>> =>
      async (...args) => {
        const outcome = await method(...args);
        if (outcome.ok) return outcome.value;
        throw outcome.error;
      },
  );
  const iterables = (streams: object) =>
    mapMethods(
      streams,
      (name, method: Method<Stream.Stream<unknown, unknown>>) =>
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
