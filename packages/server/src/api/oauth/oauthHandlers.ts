import type { Handlers } from "../context/handler.ts";
import type { Services } from "../context/services.ts";
import { grantToken } from "./grants.ts";

export const oauthHandlers = (services: Services): Pick<Handlers, "getOAuthToken"> => ({
  getOAuthToken: ({ body }) => grantToken(services, body),
});
