import { isUsersError, type ConfigurationError } from "@knetik-users/core";
import {
  contract,
  promiseClient,
  Users,
  type Contract,
  type OperationName,
  type PartialUsersClient,
  type UsersApi,
} from "@knetik-users/core/effect";
import * as Cause from "effect/Cause";
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

/** One client of the core with both of its faces. */
export interface Engine {
  readonly api: UsersApi;
  readonly client: PartialUsersClient<Contract>;
  readonly inFlight: InFlight;
  readonly budget: BudgetWatch;
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

/** The position of a method's options: behind what the operation is asked. */
export const optionsPosition = (operation: OperationName): number =>
  contract[operation].input.length;

const carriesToken = (operation: OperationName, args: ReadonlyArray<unknown>): boolean => {
  const options = args[optionsPosition(operation)];
  return (
    typeof options === "object" &&
    options !== null &&
    "token" in options &&
    options.token !== undefined
  );
};

/** Notes of every call that it is under way, and of every error where it is from. */
const observed = (
  { all, pages, ...operations }: UsersApi,
  inFlight: InFlight,
  { filter = {} }: UsersModuleOptions,
  loggers: ReadonlySet<Logger.Logger<unknown, unknown>>,
): UsersApi => {
  const enter = Effect.sync(inFlight.enter);
  const leave = Effect.sync(inFlight.leave);
  const note = (operation: OperationName, args: ReadonlyArray<unknown>, error: unknown) => {
    if (!isUsersError(error)) return;
    setOrigin(error, { operation, byCaller: carriesToken(operation, args), filter });
  };
  const call =
    (
      operation: OperationName,
      method: Method<Effect.Effect<unknown, unknown>>,
    ): Method<Effect.Effect<unknown, unknown>> =>
    (...args) =>
      Effect.acquireUseRelease(
        enter,
        () => method(...args),
        (_, exit) =>
          Effect.sync(() => {
            inFlight.leave();
            if (Exit.isSuccess(exit)) return;
            const failure = Cause.findError(exit.cause);
            if (Result.isSuccess(failure)) note(operation, args, failure.success);
          }),
      ).pipe(Effect.provideService(Logger.CurrentLoggers, loggers));
  const list =
    (
      operation: OperationName,
      method: Method<Stream.Stream<unknown, unknown>>,
    ): Method<Stream.Stream<unknown, unknown>> =>
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

  // The types of the contract end here and begin again with what is returned: what lies between
  // treats all operations alike.
  const api: unknown = {
    ...mapMethods(operations as unknown as Methods<Effect.Effect<unknown, unknown>>, call),
    all: mapMethods(all as unknown as Methods<Stream.Stream<unknown, unknown>>, list),
    pages: mapMethods(pages as unknown as Methods<Stream.Stream<unknown, unknown>>, list),
  };
  return api as UsersApi;
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
    const api = observed(users, inFlight, options, loggers);
    const client = promiseClient(contract, api, Scope.close(scope, Exit.void));
    let closed: Promise<void> | undefined;
    return { api, client, inFlight, budget, close: () => (closed ??= client.close()) };
  });
};
