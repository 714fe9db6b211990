import { ConfigurableModuleBuilder, Module, type DynamicModule } from "@nestjs/common";
import { UsersRequestModule } from "../request/usersRequestModule.ts";
import { UsersService } from "../service/usersService.ts";
import type { UsersModuleExtras, UsersModuleOptions } from "./usersModuleOptions.ts";
import { getUsersToken } from "./usersToken.ts";

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

/** What `UsersModule.forRootAsync` takes. */
export type UsersModuleAsyncOptions = typeof _asyncOptions;
/** What `UsersModule.forRoot` takes. */
export type UsersModuleRootOptions = typeof _options;

/**
 * A client of the Users API for injection. Import it once for each client, `isGlobal` or where it is
 * needed: two calls of `forRoot` are two clients.
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
export class UsersModule extends ConfigurableModuleClass {}
Module({})(UsersModule);
