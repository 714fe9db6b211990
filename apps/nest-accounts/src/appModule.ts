import { UsersModule } from "@knetik-users/nestjs";
import { Module, type DynamicModule } from "@nestjs/common";
import { ConfigModule, ConfigService } from "@nestjs/config";
import { ThrottlerModule } from "@nestjs/throttler";
import { AdminModule } from "./admin/adminModule.ts";
import type { AppOptions } from "./appOptions.ts";
import type { Settings } from "./config/settings.ts";
import { usersOptions } from "./config/usersOptions.ts";
import { HealthModule } from "./health/healthModule.ts";
import { MeModule } from "./me/meModule.ts";
import { PasswordResetsController } from "./passwordResets/passwordResetsController.ts";
import { PlayersController } from "./players/playersController.ts";
import { SessionsModule } from "./sessions/sessionsModule.ts";
import { AccountsController } from "./signUp/accountsController.ts";

const defaultThrottle = { limit: 10, ttl: 60_000 };

@Module({
  imports: [SessionsModule, MeModule, AdminModule, HealthModule],
  controllers: [AccountsController, PlayersController, PasswordResetsController],
})
export class AppModule {
  static with({ users, throttle, logger: _, ...settings }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        // Read and checked before: Nest cannot start without the name of the adapter.
        ConfigModule.forRoot({
          isGlobal: true,
          ignoreEnvFile: true,
          skipProcessEnv: true,
          load: [() => settings],
        }),
        UsersModule.forRootAsync({
          isGlobal: true,
          inject: [ConfigService],
          useFactory: (config: ConfigService<Settings, true>) => ({
            ...usersOptions(config),
            ...users,
          }),
        }),
        ThrottlerModule.forRoot([throttle ?? defaultThrottle]),
      ],
    };
  }
}
