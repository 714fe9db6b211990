import type { UsersModuleOptions } from "@knetik-users/nestjs";
import type { ConfigService } from "@nestjs/config";
import type { Settings } from "./settings.ts";

/**
 * How the service talks to the Users API: with the token of whoever calls it, and where the code
 * says `asService()` with its own account.
 */
export const usersOptions = (config: ConfigService<Settings, true>): UsersModuleOptions => ({
  baseUrl: config.get("apiUrl", { infer: true }),
  auth: {
    grant: "client_credentials",
    clientId: config.get("clientId", { infer: true }),
    clientSecret: config.get("clientSecret", { infer: true }),
  },
  forwardToken: true,
});
