import "reflect-metadata";
import { createServer } from "@knetik-users/server";
import { Injectable, Module, type FactoryProvider } from "@nestjs/common";
import { Test } from "@nestjs/testing";
import { expect, it } from "vitest";
import { silent } from "../../test/application.ts";
import { UsersService } from "../client/users.service.ts";
import { UsersModule } from "./users.module.ts";
import type { UsersModuleOptions } from "../options/users-module-options.ts";
import { getUsersToken, InjectUsers } from "../client/users-token.ts";

const start = (...imports: ReadonlyArray<ReturnType<typeof UsersModule.forRoot>>) =>
  Test.createTestingModule({ imports: [...imports] })
    .setLogger(silent)
    .compile();

it("provides a service that calls the API, with Promises and with Effect", async () => {
  await using server = await createServer({ sandbox: { users: 5 } });
  const app = await start(
    UsersModule.forRoot({ baseUrl: "http://localhost", fetch: server.fetch }),
  );
  const users = app.get(UsersService);
  expect((await users.getUser(1)).displayName).toBeDefined();
  expect(await users.result.getUser(999)).toMatchObject({ error: { _tag: "UserNotFound" } });
  const rows = [];
  for await (const row of users.all.getUsers({}, { signal: new AbortController().signal })) {
    rows.push(row.id);
  }
  expect(rows).toHaveLength(5);
  await app.close();
  await expect(users.getUser(1)).rejects.toMatchObject({ _tag: "Aborted" });
});

it("takes options from a factory, a class or an existing provider", async () => {
  class Options {
    createUsersOptions(): UsersModuleOptions {
      return { baseUrl: "http://localhost/from-class" };
    }
  }
  Injectable()(Options);
  class OptionsModule {}
  Module({ providers: [Options], exports: [Options] })(OptionsModule);
  const base: FactoryProvider = {
    provide: "base",
    useFactory: () => Promise.resolve("http://localhost/from-factory"),
  };
  class BaseModule {}
  Module({ providers: [base], exports: ["base"] })(BaseModule);

  const baseUrlOf = async (module: ReturnType<typeof UsersModule.forRootAsync>) => {
    const app = await start(module);
    const { baseUrl } = app.get(UsersService).options;
    await app.close();
    return baseUrl;
  };
  expect(
    await baseUrlOf(
      UsersModule.forRootAsync({
        imports: [BaseModule],
        inject: ["base"],
        useFactory: async (baseUrl: string) => Promise.resolve({ baseUrl }),
      }),
    ),
  ).toBe("http://localhost/from-factory");
  expect(await baseUrlOf(UsersModule.forRootAsync({ useClass: Options }))).toBe(
    "http://localhost/from-class",
  );
  expect(
    await baseUrlOf(UsersModule.forRootAsync({ imports: [OptionsModule], useExisting: Options })),
  ).toBe("http://localhost/from-class");
});

it("keeps several clients apart by name", async () => {
  class Both {
    readonly main: UsersService;
    readonly europe: UsersService;
    constructor(main: UsersService, europe: UsersService) {
      this.main = main;
      this.europe = europe;
    }
  }
  Injectable()(Both);
  InjectUsers()(Both, undefined, 0);
  InjectUsers("europe")(Both, undefined, 1);
  const app = await Test.createTestingModule({
    imports: [
      UsersModule.forRoot({ baseUrl: "http://localhost/main" }),
      UsersModule.forRoot({ name: "europe", baseUrl: "http://localhost/europe" }),
      UsersModule.forRootAsync({
        name: "asia",
        useFactory: () => ({ baseUrl: "http://localhost/asia" }),
      }),
    ],
    providers: [Both],
  }).compile();
  const { main, europe } = app.get(Both);
  expect(main.options.baseUrl).toBe("http://localhost/main");
  expect(europe.options.baseUrl).toBe("http://localhost/europe");
  expect(app.get<UsersService>(getUsersToken("asia")).options.baseUrl).toBe(
    "http://localhost/asia",
  );
  await app.close();
});

it("is seen by every module only where it is global", async () => {
  class Inner {
    readonly users: UsersService;
    constructor(users: UsersService) {
      this.users = users;
    }
  }
  Injectable()(Inner);
  InjectUsers()(Inner, undefined, 0);
  class InnerModule {}
  Module({ providers: [Inner] })(InnerModule);
  const compile = (isGlobal: boolean) =>
    Test.createTestingModule({
      imports: [
        InnerModule,
        UsersModule.forRootAsync({
          isGlobal,
          useFactory: () => ({ baseUrl: "http://localhost" }),
        }),
      ],
    })
      .setLogger(silent)
      .compile();
  await expect(compile(false)).rejects.toThrow("UsersService");
  const app = await compile(true);
  expect(app.get(Inner, { strict: false }).users).toBeInstanceOf(UsersService);
  await app.close();
});

it("does not start with invalid options and lists every problem", async () => {
  const started = start(
    UsersModule.forRootAsync({
      useFactory: () =>
        ({
          baseUrl: "http://users.example",
          auth: { grant: "client_credentials", clientId: "", clientSecret: "" },
          isGlobal: true,
          name: "europe",
          shutdownTimeout: -1,
          forwardToken: "false",
        }) as unknown as UsersModuleOptions,
    }),
  );
  const error: unknown = await started.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ _tag: "ConfigurationError" });
  const { problems, message } = error as {
    problems: Array<{ code: string; option: string }>;
    message: string;
  };
  expect(problems.map(({ code, option }) => `${code} ${option}`)).toEqual([
    "KUN1001 isGlobal",
    "KUN1002 name",
    "KUN1004 forwardToken",
    "KUN1003 shutdownTimeout",
    "KU1006 auth.clientId",
    "KU1006 auth.clientSecret",
    expect.stringContaining("baseUrl"),
  ]);
  expect(message).toContain("UsersModule.forRootAsync({ isGlobal, useFactory })");
});

const problemsOf = async (start: () => unknown) => {
  try {
    await start();
  } catch (error) {
    const { problems = [] } = error as {
      problems?: Array<{ code: string; option: string; fix: string }>;
    };
    return problems.map(({ code, option, fix }) => `${code} ${option}: ${fix}`);
  }
  return [];
};

it("finds misspelt options at every level, and says what was meant", async () => {
  const options = {
    baseUrl: "http://localhost",
    forwardTokens: true,
    retry: { retires: 1 },
    timeout: { atempt: 1 },
    guard: { tll: 5 },
    logging: { attemps: true },
    filter: { UserNotFuond: () => undefined },
    zzzzzzzzzz: 1,
  };
  const problems = await problemsOf(() => start(UsersModule.forRoot(options as never)));
  expect(problems.slice(0, 6)).toEqual([
    "KUN1010 forwardTokens: Did you mean forwardToken?",
    expect.stringMatching(/^KUN1010 zzzzzzzzzz: Known are baseUrl, .*, guard, /),
    "KUN1010 retry.retires: Did you mean retries?",
    "KUN1010 timeout.atempt: Did you mean attempt?",
    "KUN1010 guard.tll: Did you mean ttl?",
    "KUN1010 logging.attemps: Did you mean attempts?",
  ]);
  expect(problems.slice(6)).toEqual(["KUN1010 filter.UserNotFuond: Did you mean UserNotFound?"]);
});

it("says which module is configured wrongly", async () => {
  class NoFactory {}
  const none = () => undefined as unknown as UsersModuleOptions;
  const here = { baseUrl: "http://localhost", isGlobal: true };
  for (const [expected, begin] of [
    ["KUN1006 options", () => start(UsersModule.forRootAsync({ useFactory: none }))],
    [
      /KUN1006 options: .*remove it: UsersModule provides it/,
      () =>
        Test.createTestingModule({ providers: [UsersService] })
          .setLogger(silent)
          .compile(),
    ],
    ["KUN1007 useClass", () => UsersModule.forRootAsync({ useClass: NoFactory as never })],
    ["KUN1007 useFactory", () => UsersModule.forRootAsync({})],
    ["KUN1008 isGlobal", () => start(UsersModule.forRoot(here), UsersModule.forRoot({ ...here }))],
    [
      "KUN1009 UsersModule",
      () =>
        Test.createTestingModule({ imports: [UsersModule] })
          .setLogger(silent)
          .compile(),
    ],
  ] as const) {
    const [problem] = await problemsOf(begin);
    expect(problem).toMatch(expected);
  }
});

it("allows clients of single modules beside a global one", async () => {
  const app = await start(
    UsersModule.forRoot({ baseUrl: "http://localhost", isGlobal: true }),
    UsersModule.forRoot({ baseUrl: "http://localhost/other" }),
    UsersModule.forRoot({ baseUrl: "http://localhost/named", isGlobal: true, name: "named" }),
  );
  await app.close();
});
