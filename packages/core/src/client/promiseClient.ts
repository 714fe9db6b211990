import * as Effect from "effect/Effect";
import * as EffectResult from "effect/Result";
import type * as Stream from "effect/Stream";
import type { NamedEndpoint } from "../call/call.ts";
import type { PromiseCallOptions } from "../call/callOptions.ts";
import { isSignal } from "../call/checkCallOptions.ts";
import { mapMethods, type Method, splitArguments } from "../contract/methods.ts";
import type { Endpoints, UsersApi } from "./usersApi.ts";
import type { PartialUsersClient, Result } from "./usersClient.ts";
import { type CallSite, captureCallSite, setCallSite } from "./callSite.ts";
import { makeFiberRunner } from "./fiberRunner.ts";

type Outcome = Promise<Result<unknown, unknown>>;

/**
 * Creates a Promise client over an Effect service, so that both share tokens and the retry budget.
 * `onClose` runs when the client is closed, after the calls in flight were cancelled.
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
  const runner = makeFiberRunner();
  const { all, pages, ...operations } = api;

  const endpoints: { readonly [name: string]: NamedEndpoint } = selection;
  const signalOf = (name: string, args: ReadonlyArray<unknown>) => {
    const endpoint = endpoints[name];
    if (endpoint === undefined) return undefined;
    const signal = splitArguments<PromiseCallOptions>(endpoint, args)[1]?.signal;
    // An invalid signal fails the call when its options are validated.
    return isSignal(signal) ? signal : undefined;
  };

  const run = async (
    name: string,
    method: Method<Effect.Effect<unknown, unknown>>,
    args: ReadonlyArray<unknown>,
    site: CallSite,
  ) => {
    const effect = Effect.suspend(() => method(...args));
    const outcome = await runner.run(name, effect, signalOf(name, args));
    if (EffectResult.isFailure(outcome)) setCallSite(outcome.failure, site);
    return outcome;
  };
  const result = mapMethods(
    operations,
    (name, method: Method<Effect.Effect<unknown, unknown>>): Method<Outcome> => {
      const resultOf: Method<Outcome> = async (...args) => {
        const outcome = await run(name, method, args, captureCallSite(resultOf));
        return EffectResult.isSuccess(outcome)
          ? { ok: true, value: outcome.success }
          : { ok: false, error: outcome.failure };
      };
      return resultOf;
    },
  );
  const throwing = mapMethods(
    operations,
    (name, method: Method<Effect.Effect<unknown, unknown>>): Method<Promise<unknown>> => {
      const valueOf: Method<Promise<unknown>> = async (...args) => {
        const outcome = await run(name, method, args, captureCallSite(valueOf));
        if (EffectResult.isSuccess(outcome)) return outcome.success;
        throw outcome.failure;
      };
      return valueOf;
    },
  );
  const iterables = (streams: object) =>
    mapMethods(streams, (name, method: Method<Stream.Stream<unknown, unknown>>) => {
      const iterable: Method<AsyncIterable<unknown>> = (...args) => {
        const site = captureCallSite(iterable);
        return runner.iterable(name, method(...args), signalOf(name, args), (error) => {
          setCallSite(error, site);
        });
      };
      return iterable;
    });

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
