import { ConfigurationError, type ConfigurationProblem } from "@knetik-users/core";
import {
  ConfigurableModuleBuilder,
  Inject,
  Module,
  Optional,
  type DynamicModule,
} from "@nestjs/common";
import { GlobalClients } from "./global-clients.ts";
import { UsersRequestModule } from "./users-request.module.ts";
import { UsersService } from "../client/users.service.ts";
import type { UsersModuleExtras, UsersModuleOptions } from "../options/users-module-options.ts";
import { getUsersToken } from "../client/users-token.ts";

/** Only a module that `forRoot` or `forRootAsync` made has it. */
const isConfigured = Symbol("isConfigured");

const {
  ConfigurableModuleClass,
  MODULE_OPTIONS_TOKEN,
  OPTIONS_TYPE: _options,
  ASYNC_OPTIONS_TYPE: _asyncOptions,
} = new ConfigurableModuleBuilder<UsersModuleOptions>({ moduleName: "Users" })
  .setClassMethodName("forRoot")
  .setFactoryMethodName("createUsersOptions")
  .setExtras<UsersModuleExtras>(
    { isGlobal: false, name: undefined },
    (definition, { isGlobal, name }): DynamicModule => {
      const token = getUsersToken(name);
      return {
        ...definition,
        global: isGlobal ?? false,
        imports: [...(definition.imports ?? []), UsersRequestModule],
        providers: [
          ...(definition.providers ?? []),
          { provide: isConfigured, useValue: true },
          {
            provide: token,
            inject: [MODULE_OPTIONS_TOKEN, GlobalClients],
            useFactory: (options: UsersModuleOptions, globalClients: GlobalClients) => {
              if (isGlobal === true) globalClients.add(name);
              return new UsersService(options, name);
            },
          },
        ],
        exports: [...(definition.exports ?? []), token, UsersRequestModule],
      };
    },
  )
  .build();

/** Options of `UsersModule.forRootAsync`. */
export type UsersModuleAsyncOptions = typeof _asyncOptions;
/** Options of `UsersModule.forRoot`. */
export type UsersModuleRootOptions = typeof _options;

/**
 * Provides a client of the Users API. Each call of `forRoot` creates a client, so import it once per
 * client: with `isGlobal`, or in the module that needs it.
 *
 * @example
 * ```ts
 * import { UsersModule } from "@knetik-users/nestjs";
 * import { Module } from "@nestjs/common";
 *
 * @Module({
 *   imports: [UsersModule.forRoot({ isGlobal: true, baseUrl: "http://127.0.0.1:8080" })],
 * })
 * export class AppModule {}
 * ```
 */
@Module({})
export class UsersModule extends ConfigurableModuleClass {
  constructor(@Optional() @Inject(isConfigured) configured?: true) {
    super();
    if (configured === undefined) throw new ConfigurationError([notConfigured]);
  }

  /**
   * Provides a client whose options are known when the module is defined.
   *
   * @example
   * ```ts
   * import { UsersModule } from "@knetik-users/nestjs";
   *
   * export const users = UsersModule.forRoot({
   *   isGlobal: true,
   *   baseUrl: "http://127.0.0.1:8080",
   *   auth: { grant: "client_credentials", clientId: "server", clientSecret: "sandbox-secret" },
   * });
   * ```
   */
  static override forRoot(options: UsersModuleRootOptions): DynamicModule {
    return super.forRoot(options);
  }

  /**
   * Provides a client whose options come from a factory (`useFactory`, `inject`), a class
   * (`useClass`) or an existing provider (`useExisting`) with the method `createUsersOptions`. `isGlobal`
   * and `name` are given here, because Nest reads them before the factory runs.
   *
   * @example
   * ```ts
   * import { UsersModule } from "@knetik-users/nestjs";
   *
   * export const users = UsersModule.forRootAsync({
   *   isGlobal: true,
   *   useFactory: () => ({ baseUrl: process.env["USERS_URL"] ?? "http://127.0.0.1:8080" }),
   * });
   * ```
   */
  static override forRootAsync(options: UsersModuleAsyncOptions): DynamicModule {
    const problem = asyncOptionsProblem(options);
    if (problem !== undefined) throw new ConfigurationError([problem]);
    return super.forRootAsync(options);
  }
}

const notConfigured: ConfigurationProblem = {
  code: "KUN1009",
  option: "UsersModule",
  why: "Was imported without options.",
  fix: "Import UsersModule.forRoot({ baseUrl, … }), or inject a client that is global.",
};

/** Checks where the options come from. A token of `useExisting` may be abstract, so it is not checked. */
const asyncOptionsProblem = ({
  useFactory,
  useClass,
  useExisting,
}: UsersModuleAsyncOptions): ConfigurationProblem | undefined => {
  const prototype = useClass?.prototype as { readonly createUsersOptions?: unknown } | undefined;
  if (useClass !== undefined && typeof prototype?.createUsersOptions !== "function") {
    return {
      code: "KUN1007",
      option: "useClass",
      why: `${useClass.name} has no method createUsersOptions.`,
      fix: "Add it: class Options implements UsersOptionsFactory { createUsersOptions() { … } }.",
    };
  }
  return useFactory === undefined && useClass === undefined && useExisting === undefined
    ? {
        code: "KUN1007",
        option: "useFactory",
        why: "Is missing.",
        fix: "Pass useFactory, useClass or useExisting.",
      }
    : undefined;
};
