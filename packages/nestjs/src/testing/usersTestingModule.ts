import type { UsersServerOptions } from "@knetik-users/server";
import { Module, type DynamicModule } from "@nestjs/common";
import { UsersModule } from "../module/usersModule.ts";
import type { UsersModuleExtras, UsersModuleOptions } from "../module/usersModuleOptions.ts";
import { sandboxUrl, UsersSandbox } from "./usersSandbox.ts";

/** What `UsersTestingModule.forRoot` takes. */
export interface UsersTestingOptions extends Partial<UsersModuleOptions>, UsersModuleExtras {
  /** The API in process; a sandbox of ten users where nothing is said. */
  readonly server?: UsersServerOptions | undefined;
}

/**
 * A `UsersModule` on an API of its own in this process, without a socket. Its client has the
 * sandbox's credentials with every role, unless `auth` says otherwise.
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
export class UsersTestingModule {
  static forRoot(testingOptions: UsersTestingOptions = {}): DynamicModule {
    const { isGlobal, name, server = { sandbox: { users: 10 } }, ...options } = testingOptions;
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
      useFactory: ({ fetch }: UsersSandbox): UsersModuleOptions => ({
        baseUrl: sandboxUrl,
        fetch,
        auth: {
          grant: "client_credentials",
          clientId: "server",
          clientSecret: "sandbox-secret",
        },
        ...options,
      }),
    });
    return { module: UsersTestingModule, imports: [sandbox, users], exports: [sandbox, users] };
  }
}
Module({})(UsersTestingModule);

class UsersSandboxModule {}
Module({})(UsersSandboxModule);
