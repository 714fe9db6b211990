import {
  createUsersClient,
  type ResultOperations,
  type UsersClientOptions,
} from "@knetik-users/core";
import { contract, Users, type UsersOperations } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import * as Exit from "effect/Exit";
import * as Result from "effect/Result";
import * as Scope from "effect/Scope";

/** One way to call the API, adapted to the Promise client's `result` methods. */
export interface ClientStyle {
  readonly name: string;
  readonly open: (options: UsersClientOptions) => Promise<OpenClient>;
}

export interface OpenClient {
  readonly call: ResultOperations;
  readonly close: () => Promise<void>;
}

const promiseStyle: ClientStyle = {
  name: "Promise client",
  open: async (options) => {
    const client = createUsersClient(options);
    return { call: client.result, close: client.close };
  },
};

type AnyMethod = (...args: ReadonlyArray<unknown>) => Effect.Effect<unknown, unknown>;

const resultsOf = (api: UsersOperations): ResultOperations =>
  Object.fromEntries(
    Object.values(contract).map(({ name }) => [
      name,
      async (...args: ReadonlyArray<unknown>) => {
        const method = api[name] as unknown as AnyMethod;
        const outcome = await Effect.runPromise(Effect.result(method(...args)));
        return Result.isSuccess(outcome)
          ? { ok: true, value: outcome.success }
          : { ok: false, error: outcome.failure };
      },
    ]),
  ) as unknown as ResultOperations;

const effectStyle: ClientStyle = {
  name: "Effect service",
  open: async (options) => {
    const scope = await Effect.runPromise(Scope.make());
    const api = await Effect.runPromise(Scope.provide(Users.make(options), scope));
    return {
      call: resultsOf(api),
      close: () => Effect.runPromise(Scope.close(scope, Exit.void)),
    };
  },
};

export const clientStyles: ReadonlyArray<ClientStyle> = [promiseStyle, effectStyle];
