import { isUsersError, type OperationName } from "@knetik-users/core";
import { contract } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { UsersService } from "../client/users.service.ts";

/** The methods that a test needs. All others fail when called. */
export type FakeUsers = { readonly [Name in OperationName]?: UsersService[Name] } & {
  readonly [Group in "result" | "all" | "pages" | "effect"]?: Partial<UsersService[Group]>;
} & {
  /** Replaces `as(token)`, which returns the fake itself by default. */
  readonly as?: UsersService["as"];
};

type Method = (...args: ReadonlyArray<unknown>) => unknown;
type AsyncMethod = (...args: ReadonlyArray<unknown>) => Promise<unknown>;

const notFaked = (path: string): Error => {
  const [method = path, ...groups] = path.split(".").reverse();
  const example = groups.reduce((inner, group) => `{ ${group}: ${inner} }`, `{ ${method} }`);
  return new Error(
    `[KUN1102] ${path} was called, but this fake does not have it. Add it: fakeUsersService(${example}).`,
  );
};

/**
 * A `UsersService` for unit tests with the methods you pass. `result` and `effect` are derived from
 * them. Calling any other method fails with a message that names it.
 *
 * @example
 * ```ts
 * import { fakeUsersService } from "@knetik-users/nestjs/testing";
 *
 * const users = fakeUsersService({ getUser: async () => Promise.resolve({ id: 1 }) });
 * console.log(await users.getUser(1));
 * ```
 */
export const fakeUsersService = (fake: FakeUsers = {}): UsersService => {
  const operations = Object.keys(contract) as ReadonlyArray<OperationName>;
  const named = <A>(make: (name: OperationName) => A) =>
    Object.fromEntries(operations.map((name) => [name, make(name)]));

  const methods: { readonly [name: string]: AsyncMethod } = named(
    (name): AsyncMethod =>
      (fake[name] as AsyncMethod | undefined) ?? (async () => Promise.reject(notFaked(name))),
  );
  const of = (name: string): AsyncMethod =>
    methods[name] ?? (async () => Promise.reject(notFaked(name)));

  const results = named((name) => async (...args: ReadonlyArray<unknown>) => {
    try {
      return { ok: true, value: await of(name)(...args) };
    } catch (error) {
      if (isUsersError(error)) return { ok: false, error };
      throw error;
    }
  });
  const effects = named(
    (name) =>
      (...args: ReadonlyArray<unknown>) =>
        Effect.tryPromise({ try: () => of(name)(...args), catch: (error) => error }).pipe(
          Effect.catch((error) => (isUsersError(error) ? Effect.fail(error) : Effect.die(error))),
        ),
  );
  const lists = (given: object | undefined, path: string) => ({
    ...named((name): Method => () => {
      throw notFaked(`${path}.${name}`);
    }),
    ...given,
  });

  const service = Object.create(UsersService.prototype) as UsersService;
  const own = {
    ...methods,
    options: { baseUrl: "http://localhost" },
    result: { ...results, ...fake.result },
    all: lists(fake.all, "all"),
    pages: lists(fake.pages, "pages"),
    effect: {
      ...effects,
      ...fake.effect,
      all: lists(fake.effect?.all, "effect.all"),
      pages: lists(fake.effect?.pages, "effect.pages"),
    },
    as: fake.as ?? (() => service),
    asService: () => service,
    forCurrentRequest: () => service,
    retryBudgetSpentWithin: () => false,
    onModuleDestroy: () => {},
    onApplicationShutdown: () => Promise.resolve(),
  };
  return Object.defineProperties(service, Object.getOwnPropertyDescriptors(own));
};
