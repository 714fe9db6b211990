import { isUsersError, type ConfigurationError } from "@knetik-users/core";
import {
  contract,
  promiseClient,
  Users,
  type Contract,
  type OperationName,
  type CallOptions,
  type Endpoint,
  type PartialUsersClient,
  type UserRef,
  type UsersApi,
} from "@knetik-users/core/effect";
import * as Cause from "effect/Cause";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Logger from "effect/Logger";
import * as Result from "effect/Result";
import * as Scope from "effect/Scope";
import * as Stream from "effect/Stream";
import { clientEventLog } from "../logging/clientEventLog.ts";
import { effectLogger } from "../logging/effectLogger.ts";
import { clientOptionsOf, type UsersModuleOptions } from "../module/usersModuleOptions.ts";
import { budgetWatch, type BudgetWatch } from "./budgetWatch.ts";
import { setOrigin } from "./errorOrigin.ts";
import { InFlight } from "./inFlight.ts";

type UserChangeListener = (user: UserRef, token: string | null | undefined) => void;

/** One client of the core with both of its faces. */
export interface Engine {
  readonly api: UsersApi;
  readonly client: PartialUsersClient<Contract>;
  readonly inFlight: InFlight;
  readonly budget: BudgetWatch;
  /** Told of each user that was changed, and of the token that the call carried, if it named one. */
  readonly onUserChanged: (listener: UserChangeListener) => void;
  /** Cancels what is under way and ends the client. */
  readonly close: () => Promise<void>;
}

type Method<A> = (...args: ReadonlyArray<unknown>) => A;
type Methods<A> = { readonly [Name in OperationName]?: Method<A> };

const mapMethods = <A, B>(
  methods: Methods<A>,
  map: (operation: OperationName, method: Method<A>) => Method<B>,
): Methods<B> =>
  Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [name, map(name as OperationName, method)]),
  );

type EffectMethod = Method<Effect.Effect<unknown, unknown>>;
type StreamMethod = Method<Stream.Stream<unknown, unknown>>;

/** The API with each of its methods replaced. */
const mapApi = (
  { all, pages, ...operations }: UsersApi,
  call: (operation: OperationName, method: EffectMethod) => EffectMethod,
  list: (operation: OperationName, method: StreamMethod) => StreamMethod,
): UsersApi => {
  // The types of the contract end here and begin again with what is returned: what lies between
  // treats all operations alike.
  const api: unknown = {
    ...mapMethods(operations as unknown as Methods<Effect.Effect<unknown, unknown>>, call),
    all: mapMethods(all as unknown as Methods<Stream.Stream<unknown, unknown>>, list),
    pages: mapMethods(pages as unknown as Methods<Stream.Stream<unknown, unknown>>, list),
  };
  return api as UsersApi;
};

/** The position of a method's options: behind what the operation is asked. */
export const optionsPosition = (operation: OperationName): number =>
  contract[operation].input.length;

const tokenIn = (
  operation: OperationName,
  args: ReadonlyArray<unknown>,
): string | null | undefined =>
  (args[optionsPosition(operation)] as CallOptions | null | undefined)?.token;

/** The operations that change the user whom their path names: their first argument. */
const changesUser: ReadonlySet<OperationName> = new Set(
  Object.values(contract)
    .filter(({ method, path }: Endpoint) => method !== "GET" && path.startsWith("/users/{id}"))
    .map(({ name }) => name),
);

/** Notes of every call that it is under way, and of every error where it is from. */
const observed = (
  api: UsersApi,
  inFlight: InFlight,
  { filter = {} }: UsersModuleOptions,
  loggers: ReadonlySet<Logger.Logger<unknown, unknown>>,
  userChanged: UserChangeListener,
): UsersApi => {
  const enter = Effect.sync(inFlight.enter);
  const leave = Effect.sync(inFlight.leave);
  const note = (operation: OperationName, args: ReadonlyArray<unknown>, error: unknown) => {
    if (!isUsersError(error)) return;
    setOrigin(error, { operation, byCaller: tokenIn(operation, args) !== undefined, filter });
  };
  const call =
    (operation: OperationName, method: EffectMethod): EffectMethod =>
    (...args) =>
      Effect.acquireUseRelease(
        enter,
        () => method(...args),
        (_, exit) =>
          Effect.sync(() => {
            inFlight.leave();
            // A failure, too, may have come after the change was made.
            if (changesUser.has(operation)) {
              userChanged(args[0] as UserRef, tokenIn(operation, args));
            }
            if (Exit.isSuccess(exit)) return;
            const failure = Cause.findError(exit.cause);
            if (Result.isSuccess(failure)) note(operation, args, failure.success);
          }),
      ).pipe(Effect.provideService(Logger.CurrentLoggers, loggers));
  const list =
    (operation: OperationName, method: StreamMethod): StreamMethod =>
    (...args) =>
      Stream.unwrap(
        Effect.map(
          Effect.acquireRelease(enter, () => leave),
          () => method(...args),
        ),
      ).pipe(
        Stream.mapError((error) => {
          note(operation, args, error);
          return error;
        }),
        Stream.provideService(Logger.CurrentLoggers, loggers),
      );

  return mapApi(api, call, list);
};

/** The same for fibers of others, which nobody here could interrupt: they end when the client does. */
const endingWith = (closed: Deferred.Deferred<void>, api: UsersApi): UsersApi => {
  // Not just an end: half a list would look like a whole one.
  const interrupt = Effect.andThen(Deferred.await(closed), Effect.interrupt);
  return mapApi(
    api,
    (_, method) =>
      (...args) =>
        Effect.raceFirst(method(...args), interrupt),
    (_, method) =>
      (...args) =>
        Stream.interruptWhen(method(...args), interrupt),
  );
};

/** Starts a client, or says what is wrong with its options. */
export const makeEngine = (
  options: UsersModuleOptions,
  name: string | undefined,
): Result.Result<Engine, ConfigurationError> => {
  const budget = budgetWatch();
  const logEvent = clientEventLog(name, options.logging);
  const { onEvent } = options;
  const loggers = new Set([effectLogger(name)]);
  const scope = Effect.runSync(Scope.make());
  const made = Effect.runSync(
    Users.make({
      ...clientOptionsOf(options),
      onEvent: (event) => {
        budget.onEvent(event);
        logEvent?.(event);
        onEvent?.(event);
      },
    }).pipe(
      Effect.provideService(Logger.CurrentLoggers, loggers),
      (effect) => Scope.provide(effect, scope),
      Effect.result,
    ),
  );
  return Result.map(made, (users): Engine => {
    const inFlight = new InFlight();
    const listeners = new Set<UserChangeListener>();
    const api = observed(users, inFlight, options, loggers, (user, token) => {
      for (const listener of listeners) listener(user, token);
    });
    const closed = Deferred.makeUnsafe<void>();
    const end = Effect.andThen(Deferred.succeed(closed, undefined), Scope.close(scope, Exit.void));
    const client = promiseClient(contract, api, end);
    let closing: Promise<void> | undefined;
    return {
      api: endingWith(closed, api),
      client,
      inFlight,
      budget,
      onUserChanged: (listener) => listeners.add(listener),
      close: () => (closing ??= client.close()),
    };
  });
};
