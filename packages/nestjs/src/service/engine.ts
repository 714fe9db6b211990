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
import { splitArguments, subjectOf } from "@knetik-users/core/endpoints";
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
import { mapApi, type EffectMethod, type StreamMethod } from "./mapApi.ts";

/** The user a call has changed, or `all`. */
export type ChangedUser = UserRef | "all";
type UserChangeListener = (user: ChangedUser, token: string | null | undefined) => void;

/** One client of the core with both of its faces. */
export interface Engine {
  readonly api: UsersApi;
  readonly client: PartialUsersClient<Contract>;
  readonly inFlight: InFlight;
  readonly budget: BudgetWatch;
  /** Told of each user that was changed, and of the token that the call carried, if it named one. */
  readonly onUserChanged: (listener: UserChangeListener) => void;
  /** Notes where an error of a call is from, for the answer that it will be. */
  readonly note: (operation: OperationName, args: ReadonlyArray<unknown>, error: unknown) => void;
  /** Cancels what is under way and ends the client. */
  readonly close: () => Promise<void>;
}

const tokenIn = (
  operation: OperationName,
  args: ReadonlyArray<unknown>,
): string | null | undefined =>
  splitArguments<CallOptions | null>(contract[operation], args)[1]?.token;

/** The user that a call of this operation changes; `undefined` where it changes none. */
const changedUser = (
  operation: OperationName,
  args: ReadonlyArray<unknown>,
): ChangedUser | undefined => {
  const endpoint: Endpoint = contract[operation];
  if (endpoint.retry === "read") return undefined;
  // Deleting a template detaches it from its users.
  if (endpoint.subject?.kind !== "user") {
    return endpoint.invalidates.includes("getUser") ? "all" : undefined;
  }
  const input = endpoint.input(...(args as ReadonlyArray<never>));
  return subjectOf(endpoint, input) as UserRef | undefined;
};

/** Whether a call has certainly changed nothing. After others nobody knows. */
const wasRefused = (error: unknown): boolean =>
  isUsersError(error) &&
  (error.attempts === 0 || (error.status !== undefined && error.status < 500));

/** Notes of every call that it is under way, and of every error where it is from. */
const observed = (
  api: UsersApi,
  inFlight: InFlight,
  note: Engine["note"],
  loggers: ReadonlySet<Logger.Logger<unknown, unknown>>,
  userChanged: UserChangeListener,
): UsersApi => {
  const enter = Effect.sync(inFlight.enter);
  const leave = Effect.sync(inFlight.leave);
  const call =
    (operation: OperationName, method: EffectMethod): EffectMethod =>
    (...args) =>
      Effect.acquireUseRelease(
        enter,
        () => method(...args),
        (_, exit) =>
          Effect.sync(() => {
            inFlight.leave();
            const failure = Exit.isSuccess(exit) ? undefined : Cause.findError(exit.cause);
            const error =
              failure !== undefined && Result.isSuccess(failure) ? failure.success : undefined;
            const changed = wasRefused(error) ? undefined : changedUser(operation, args);
            if (changed !== undefined) userChanged(changed, tokenIn(operation, args));
            if (error !== undefined) note(operation, args, error);
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
        // In this order: after the end nothing is sent.
        Effect.raceFirst(interrupt, method(...args)),
    (_, method) =>
      (...args) =>
        Stream.suspend(() =>
          Deferred.isDoneUnsafe(closed)
            ? Stream.fromEffect(Effect.interrupt)
            : Stream.interruptWhen(method(...args), interrupt),
        ),
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
    const { filter = {} } = options;
    const note: Engine["note"] = (operation, args, error) => {
      if (!isUsersError(error)) return;
      setOrigin(error, { operation, byCaller: tokenIn(operation, args) !== undefined, filter });
    };
    const api = observed(users, inFlight, note, loggers, (user, token) => {
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
      note,
      onUserChanged: (listener) => listeners.add(listener),
      close: () => (closing ??= client.close()),
    };
  });
};
