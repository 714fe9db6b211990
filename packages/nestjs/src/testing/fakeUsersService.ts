import { isUsersError, type OperationName } from "@knetik-users/core";
import { contract } from "@knetik-users/core/effect";
import * as Effect from "effect/Effect";
import { UsersService } from "../service/usersService.ts";

/** The methods that a test needs. The others fail when they are called. */
export type FakeUsers = { readonly [Name in OperationName]?: UsersService[Name] } & {
  readonly [Group in "result" | "all" | "pages" | "effect"]?: Partial<UsersService[Group]>;
} & {
  /** What `as(token)` returns; the fake itself when left out. */
  readonly as?: UsersService["as"];
};

type Method = (...args: ReadonlyArray<unknown>) => unknown;
type AsyncMethod = (...args: ReadonlyArray<unknown>) => Promise<unknown>;

const notGiven = (path: string): Error => {
  const [method = path, ...groups] = path.split(".").reverse();
  const example = groups.reduce((inner, group) => `{ ${group}: ${inner} }`, `{ ${method} }`);
  return new Error(
    `[KUN1102] ${path} was called, which this fake does not have. Give it: fakeUsersService(${example}).`,
  );
};

/**
 * A `UsersService` for unit tests: the methods you give, and nothing behind them. `result` and
 * `effect` follow from the methods. What was not given fails with a message that says so.
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
      (fake[name] as AsyncMethod | undefined) ?? (async () => Promise.reject(notGiven(name))),
  );
  const of = (name: string): AsyncMethod =>
    methods[name] ?? (async () => Promise.reject(notGiven(name)));

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
      throw notGiven(`${path}.${name}`);
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
    retryBudgetSpentWithin: () => false,
    onModuleDestroy: () => {},
    onApplicationShutdown: () => Promise.resolve(),
  };
  return Object.defineProperties(service, Object.getOwnPropertyDescriptors(own));
};
