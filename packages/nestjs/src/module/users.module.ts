import { ConfigurableModuleBuilder, Module, type DynamicModule } from "@nestjs/common";
import { UsersRequestModule } from "./users-request.module.ts";
import { UsersService } from "../client/users.service.ts";
import type { UsersModuleExtras, UsersModuleOptions } from "../options/users-module-options.ts";
import { getUsersToken } from "../client/users-token.ts";

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
          {
            provide: token,
            inject: [MODULE_OPTIONS_TOKEN],
            useFactory: (options: UsersModuleOptions) => new UsersService(options, name),
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
export class UsersModule extends ConfigurableModuleClass {}
