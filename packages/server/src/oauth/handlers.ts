import type { Handlers } from "../handlers.ts";
import type { Services } from "../services.ts";
import { grantToken } from "./grants.ts";

export const oauthHandlers = (services: Services): Pick<Handlers, "getOAuthToken"> => ({
  getOAuthToken: ({ body }) => grantToken(services, body),
});
