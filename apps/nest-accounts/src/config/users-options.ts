import type { UsersModuleOptions } from "@knetik-users/nestjs";
import type { ConfigService } from "@nestjs/config";
import { currentRequestId, requestIdHeader } from "../http/request-id.ts";
import type { Settings } from "./settings.ts";

/**
 * Options of the Users API client. Calls send the caller's token, or the service's own credentials
 * with `asService()`.
 */
export const usersOptions = (config: ConfigService<Settings, true>): UsersModuleOptions => ({
  baseUrl: config.get("apiUrl", { infer: true }),
  auth: {
    grant: "client_credentials",
    clientId: config.get("clientId", { infer: true }),
    clientSecret: config.get("clientSecret", { infer: true }),
  },
  // The API's logs name the request, too.
  headers: () => ({ [requestIdHeader]: currentRequestId() }),
  forwardToken: true,
  // The API limits sign-ups, sign-ins and resets by address. Without it, all players would share a limit.
  forwardAddress: true,
});
