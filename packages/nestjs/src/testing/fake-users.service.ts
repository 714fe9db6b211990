import { isUsersError, type OperationName } from "@knetik-users/core";
import { contract, type CallOptions } from "@knetik-users/core/effect";
import { splitArguments } from "@knetik-users/core/endpoints";
import * as Effect from "effect/Effect";
import { originOf, setOrigin } from "../filters/error-origin.ts";
import { UsersService } from "../client/users.service.ts";

/** The methods that a test needs. All others fail when called. */
export type FakeUsers = { readonly [Name in OperationName]?: UsersService[Name] } & {
  readonly [Group in "result" | "all" | "pages" | "effect"]?: Partial<UsersService[Group]>;
} & {
  /** Replaces `as(token)`, which has the same methods by default. */
  readonly as?: UsersService["as"];
};

/** Whose token the calls of a fake stand for. */
type Authority = "caller" | "service";

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
 * them. Calling any other method fails with a message that names it. An error has the HTTP response that
 * it would have with the real service: an `Unauthorized` of `as(token)` is a 401.
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

  /** Records whose token an error is about, as the real client does, for the exception filter. */
  const recorded =
    (name: OperationName, method: AsyncMethod, authority: Authority): AsyncMethod =>
    async (...args) => {
      try {
        return await method(...args);
      } catch (error) {
        if (isUsersError(error) && originOf(error) === undefined) {
          const [, options] = splitArguments<CallOptions | null>(contract[name], args);
          const byCaller = options?.token === undefined ? authority === "caller" : true;
          setOrigin(error, { operation: name, byCaller, filter: {} });
        }
        throw error;
      }
    };
  const faked = (name: OperationName): AsyncMethod =>
    (fake[name] as AsyncMethod | undefined) ?? (async () => Promise.reject(notFaked(name)));

  const lists = (given: object | undefined, path: string) => ({
    ...named((name): Method => () => {
      throw notFaked(`${path}.${name}`);
    }),
    ...given,
  });

  const make = (authority: Authority): UsersService => {
    const methods: { readonly [name: string]: AsyncMethod } = named((name) =>
      recorded(name, faked(name), authority),
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
      as: fake.as ?? (() => asCaller()),
      forCurrentRequest: () => asCaller(),
      asService: () => asService,
      retryBudgetSpentWithin: () => false,
      onModuleDestroy: () => {},
      onApplicationShutdown: () => Promise.resolve(),
    };
    return Object.defineProperties(service, Object.getOwnPropertyDescriptors(own));
  };
  let caller: UsersService | undefined;
  const asCaller = () => (caller ??= make("caller"));
  const asService = make("service");
  return asService;
};
