import * as Effect from "effect/Effect";
import * as EffectResult from "effect/Result";
import type { PromiseCallOptions } from "../call/callOptions.ts";
import { isSignal } from "../call/checkCallOptions.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import { mapMethods, type Method } from "../contract/methods.ts";
import { captureCallSite, setCallSite } from "./callSite.ts";
import { makeFiberRunner } from "./fiberRunner.ts";
import type { ListReader } from "./listReader.ts";
import type { UsersCalls } from "./makeUsersCalls.ts";
import type { Endpoints } from "../contract/selection.ts";
import type { PartialUsersClient, Result } from "./usersClient.ts";

/** The caller, and one that may return its promise without awaiting it, which V8 would leave out. */
const framesOfCall = 2;

type EffectMethod = Method<Effect.Effect<unknown, unknown>>;

/** Finds the signal among the arguments of a method. An invalid one fails the call's validation. */
const signalFinder = (endpoint: Endpoint | undefined) => {
  const position = endpoint?.args.length ?? 0;
  return (args: ReadonlyArray<unknown>): AbortSignal | undefined => {
    const options = args[position] as PromiseCallOptions | null | undefined;
    const signal = options?.signal;
    return signal !== undefined && isSignal(signal) ? signal : undefined;
  };
};

/** Makes a Promise client of the methods of some endpoints. */
export const makePromiseClient = <const Selection extends Endpoints>(
  selection: Selection,
  { operations, all, pages }: UsersCalls,
  onClose: Effect.Effect<void>,
): PartialUsersClient<Selection> => {
  const runner = makeFiberRunner();
  const endpoints: { readonly [name: string]: Endpoint | undefined } = selection;

  /** Makes a function that runs a method. */
  const running = (name: string, method: EffectMethod) => {
    const signalIn = signalFinder(endpoints[name]);
    return (args: ReadonlyArray<unknown>) =>
      runner.run(name, () => method(...args), signalIn(args));
  };
  const result = mapMethods(operations, (name, method: EffectMethod) => {
    const run = running(name, method);
    const resultOf: Method<Promise<Result<unknown, unknown>>> = async (...args) => {
      const site = captureCallSite(resultOf, framesOfCall);
      const outcome = await run(args);
      if (EffectResult.isSuccess(outcome)) return { ok: true, value: outcome.success };
      setCallSite(outcome.failure, site);
      return { ok: false, error: outcome.failure };
    };
    return resultOf;
  });
  const throwing = mapMethods(operations, (name, method: EffectMethod) => {
    const run = running(name, method);
    const valueOf: Method<Promise<unknown>> = async (...args) => {
      const site = captureCallSite(valueOf, framesOfCall);
      const outcome = await run(args);
      if (EffectResult.isSuccess(outcome)) return outcome.success;
      setCallSite(outcome.failure, site);
      throw outcome.failure;
    };
    return valueOf;
  });
  const iterables = (readers: UsersCalls["all"]) =>
    mapMethods(readers, (name, open: Method<ListReader<unknown, unknown>>) => {
      const signalIn = signalFinder(endpoints[name]);
      const iterable: Method<AsyncIterable<unknown>> = (...args) => {
        const site = captureCallSite(iterable);
        return runner.iterable(
          name,
          () => open(...args),
          signalIn(args),
          (error) => {
            setCallSite(error, site);
          },
        );
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
