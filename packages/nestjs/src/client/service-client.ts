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
import { inputOf, splitArguments, subjectOf } from "@knetik-users/core/endpoints";
import * as Cause from "effect/Cause";
import * as Deferred from "effect/Deferred";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Logger from "effect/Logger";
import * as Result from "effect/Result";
import * as Scope from "effect/Scope";
import * as Stream from "effect/Stream";
import { clientEventLog } from "./client-event-log.ts";
import { effectLogger } from "./effect-logger.ts";
import { clientOptionsOf, type UsersModuleOptions } from "../options/users-module-options.ts";
import { makeRetryBudgetMonitor, type RetryBudgetMonitor } from "./retry-budget-monitor.ts";
import { setOrigin, type ErrorOrigin } from "../filters/error-origin.ts";
import { InFlightCalls } from "./in-flight-calls.ts";
import type { ChangedUser, UserChangeListener } from "./user-changes.ts";
import { mapUsersApi, type EffectMethod, type StreamMethod } from "./map-users-api.ts";

/** Is told of every call. */
export interface CallObserver {
  readonly started: () => void;
  /** `error` is `undefined` after a success. */
  readonly ended: (operation: OperationName, args: ReadonlyArray<unknown>, error: unknown) => void;
  /** Records which call an error comes from, for its HTTP response. */
  readonly failed: (operation: OperationName, args: ReadonlyArray<unknown>, error: unknown) => void;
}

/** A client of the core: its Effect service and its Promise client. */
export interface ServiceClient {
  readonly api: UsersApi;
  readonly client: PartialUsersClient<Contract>;
  readonly observer: CallObserver;
  /** Resolves when no call is in flight. */
  readonly idle: () => Promise<void>;
  readonly retryBudget: RetryBudgetMonitor;
  /** Subscribes to the users that calls change. */
  readonly onUserChanged: (listener: UserChangeListener) => void;
  /** Cancels the calls in flight and closes the client. */
  readonly close: () => Promise<void>;
}

const tokenIn = (
  operation: OperationName,
  args: ReadonlyArray<unknown>,
): string | null | undefined =>
  splitArguments<CallOptions | null>(contract[operation], args)[1]?.token;

/** The user that a call changes; `undefined` if it changes none. */
const changedUserOf = (
  operation: OperationName,
  args: ReadonlyArray<unknown>,
): ChangedUser | undefined => {
  const endpoint: Endpoint = contract[operation];
  if (endpoint.retry === "safe") return undefined;
  // Deleting a template detaches it from its users.
  if (endpoint.subject?.kind !== "user") {
    return endpoint.invalidates.includes("getUser") ? "all" : undefined;
  }
  return subjectOf(endpoint, inputOf(endpoint, args)) as UserRef | undefined;
};

/** `true` if a failed call has certainly changed nothing. */
const changedNothing = (error: unknown): boolean =>
  isUsersError(error) &&
  (error.attempts === 0 || (error.status !== undefined && error.status < 500));

const makeObserver = (
  inFlight: InFlightCalls,
  filter: ErrorOrigin["filter"],
  userChanged: UserChangeListener,
): CallObserver => {
  const failed: CallObserver["failed"] = (operation, args, error) => {
    if (!isUsersError(error)) return;
    setOrigin(error, { operation, byCaller: tokenIn(operation, args) !== undefined, filter });
  };
  return {
    started: inFlight.enter,
    ended: (operation, args, error) => {
      inFlight.leave();
      const changed = changedNothing(error) ? undefined : changedUserOf(operation, args);
      if (changed !== undefined) userChanged(changed, tokenIn(operation, args));
      if (error !== undefined) failed(operation, args, error);
    },
    failed,
  };
};

/** The error that an effect ended with, if it is one of its own. */
const errorIn = (exit: Exit.Exit<unknown, unknown>): unknown => {
  if (Exit.isSuccess(exit)) return undefined;
  const failure = Cause.findError(exit.cause);
  return Result.isSuccess(failure) ? failure.success : undefined;
};

/** Observes the effects that applications run, and writes their logs to Nest's logger. */
const observed = (
  api: UsersApi,
  observer: CallObserver,
  loggers: ReadonlySet<Logger.Logger<unknown, unknown>>,
): UsersApi => {
  const start = Effect.sync(observer.started);
  const call =
    (operation: OperationName, method: EffectMethod): EffectMethod =>
    (...args) =>
      Effect.acquireUseRelease(
        start,
        () => method(...args),
        (_, exit) => Effect.sync(() => observer.ended(operation, args, errorIn(exit))),
      ).pipe(Effect.provideService(Logger.CurrentLoggers, loggers));
  const list =
    (operation: OperationName, method: StreamMethod): StreamMethod =>
    (...args) =>
      Stream.unwrap(
        Effect.map(
          Effect.acquireRelease(start, () =>
            Effect.sync(() => observer.ended(operation, args, undefined)),
          ),
          () => method(...args),
        ),
      ).pipe(
        Stream.mapError((error) => {
          observer.failed(operation, args, error);
          return error;
        }),
        Stream.provideService(Logger.CurrentLoggers, loggers),
      );

  return mapUsersApi(api, call, list);
};

/** Interrupts the effects that applications run in their own fibers when the client is closed. */
const interruptOnClose = (closed: Deferred.Deferred<void>, api: UsersApi): UsersApi => {
  // Interrupt instead of ending the stream: a partial list must not look complete.
  const interrupt = Effect.andThen(Deferred.await(closed), Effect.interrupt);
  return mapUsersApi(
    api,
    (_, method) =>
      (...args) =>
        // In this order, so that nothing is sent after the client is closed.
        Effect.raceFirst(interrupt, method(...args)),
    (_, method) =>
      (...args) =>
        // Each pull is interrupted separately. `Stream.interruptWhen` would not end a stream that is
        // consumed as an iterable: its requests would go on.
        Stream.unwrap(
          Effect.map(Stream.toPull(method(...args)), (pull) =>
            Stream.fromPull(Effect.succeed(Effect.raceFirst(interrupt, pull))),
          ),
        ),
  );
};

/** Creates a client, or fails with the problems of its options. */
export const makeServiceClient = (
  options: UsersModuleOptions,
  name: string | undefined,
): Result.Result<ServiceClient, ConfigurationError> => {
  const retryBudget = makeRetryBudgetMonitor();
  const logEvent = clientEventLog(name, options.logging);
  const { onEvent } = options;
  const loggers = new Set([effectLogger(name)]);
  const scope = Effect.runSync(Scope.make());
  const made = Effect.runSync(
    Users.make({
      ...clientOptionsOf(options),
      onEvent: (event) => {
        retryBudget.onEvent(event);
        logEvent?.(event);
        onEvent?.(event);
      },
    }).pipe(
      Effect.provideService(Logger.CurrentLoggers, loggers),
      (effect) => Scope.provide(effect, scope),
      Effect.result,
    ),
  );
  return Result.map(made, (users): ServiceClient => {
    const inFlight = new InFlightCalls();
    const listeners = new Set<UserChangeListener>();
    const { filter = {} } = options;
    const observer = makeObserver(inFlight, filter, (user, token) => {
      for (const listener of listeners) listener(user, token);
    });
    const closed = Deferred.makeUnsafe<void>();
    const end = Effect.andThen(Deferred.succeed(closed, undefined), Scope.close(scope, Exit.void));
    // `UsersCalls` observes its calls: cheaper than in an effect, and the only place that sees cancellations.
    const client = promiseClient(contract, users, end);
    let closing: Promise<void> | undefined;
    return {
      api: interruptOnClose(closed, observed(users, observer, loggers)),
      client,
      observer,
      idle: () => inFlight.idle(),
      retryBudget,
      onUserChanged: (listener) => listeners.add(listener),
      close: () => (closing ??= client.close()),
    };
  });
};
