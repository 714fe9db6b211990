import type { UsersServerOptions } from "@knetik-users/server";
import { Module, type DynamicModule } from "@nestjs/common";
import { UsersModule } from "../module/users.module.ts";
import type { UsersModuleExtras, UsersModuleOptions } from "../options/users-module-options.ts";
import { UsersSandbox } from "./users-sandbox.ts";

/** Options of `UsersTestingModule.forRoot`. */
export interface UsersTestingOptions extends Partial<UsersModuleOptions>, UsersModuleExtras {
  /** Options of the in-process API. Default: a sandbox with ten users. */
  readonly server?: UsersServerOptions | undefined;
}

/**
 * A `UsersModule` with its own API in this process, without a socket. Its client uses the sandbox's
 * credentials, which have every role, unless `auth` is given.
 *
 * @example
 * ```ts
 * import { UsersService } from "@knetik-users/nestjs";
 * import { UsersTestingModule } from "@knetik-users/nestjs/testing";
 * import { Test } from "@nestjs/testing";
 *
 * const app = await Test.createTestingModule({
 *   imports: [UsersTestingModule.forRoot({ server: { sandbox: { users: 20 } } })],
 * }).compile();
 * console.log(await app.get(UsersService).getUser(1));
 * await app.close();
 * ```
 */
@Module({})
export class UsersTestingModule {
  static forRoot(testingOptions: UsersTestingOptions = {}): DynamicModule {
    const { isGlobal, name, server, ...options } = testingOptions;
    const sandbox: DynamicModule = {
      module: UsersSandboxModule,
      providers: [{ provide: UsersSandbox, useFactory: () => UsersSandbox.start(server) }],
      exports: [UsersSandbox],
    };
    const users = UsersModule.forRootAsync({
      isGlobal,
      name,
      imports: [sandbox],
      inject: [UsersSandbox],
      useFactory: ({ clientOptions }: UsersSandbox): UsersModuleOptions => ({
        ...clientOptions,
        ...options,
      }),
    });
    return { module: UsersTestingModule, imports: [sandbox, users], exports: [sandbox, users] };
  }
}
@Module({})
class UsersSandboxModule {}
