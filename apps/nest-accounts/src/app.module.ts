import { UsersModule } from "@knetik-users/nestjs";
import { Module, type DynamicModule } from "@nestjs/common";
import { APP_FILTER } from "@nestjs/core";
import { ConfigModule, ConfigService } from "@nestjs/config";
import { ThrottlerModule } from "@nestjs/throttler";
import { AdminModule } from "./admin/admin.module.ts";
import type { AppOptions } from "./app-options.ts";
import type { Settings } from "./config/settings.ts";
import { usersOptions } from "./config/users-options.ts";
import { HttpErrorFilter } from "./http/http-error.filter.ts";
import { HealthModule } from "./health/health.module.ts";
import { MeModule } from "./me/me.module.ts";
import { PasswordResetsController } from "./password-resets/password-resets.controller.ts";
import { PlayersController } from "./players/players.controller.ts";
import { SessionsModule } from "./sessions/sessions.module.ts";
import { AccountsController } from "./accounts/accounts.controller.ts";

const defaultThrottle = { limit: 10, ttl: 60_000 };

@Module({
  imports: [SessionsModule, MeModule, AdminModule, HealthModule],
  controllers: [AccountsController, PlayersController, PasswordResetsController],
  providers: [{ provide: APP_FILTER, useClass: HttpErrorFilter }],
})
export class AppModule {
  static forRoot({
    users,
    throttle,
    stopTelemetry,
    logger: _,
    ...settings
  }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      // The spans of the last requests are sent when they have ended.
      providers: [
        { provide: "TELEMETRY", useValue: { onApplicationShutdown: () => stopTelemetry?.() } },
      ],
      imports: [
        // The settings are validated before Nest starts, because the choice of adapter is one of them.
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
