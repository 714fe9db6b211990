import type { Handlers } from "./context/handler.ts";
import type { Services } from "./context/services.ts";
import { oauthHandlers } from "./oauth/oauthHandlers.ts";
import { passwordHandlers } from "./passwords/passwordHandlers.ts";
import { tagHandlers } from "./tags/tagHandlers.ts";
import { templateHandlers } from "./templates/templateHandlers.ts";
import { userHandlers } from "./users/userHandlers.ts";

/** Makes all handlers. A missing one is a compile error. */
export const makeHandlers = (services: Services): Handlers => ({
  ...userHandlers(services),
  ...tagHandlers(services),
  ...templateHandlers(services),
  ...passwordHandlers(services),
  ...oauthHandlers(services),
});
