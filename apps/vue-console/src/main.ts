import { adminContract } from "@knetik-users/core/admin";
import { createUsers, webSessionStorage } from "@knetik-users/vue";
import { QueryClient } from "@tanstack/vue-query";
import { createApp } from "vue";
import { adminKey } from "./administration/adminClient.ts";
import App from "./App.vue";
import { type ConsoleConfig, loadConfig } from "./config/consoleConfig.ts";
import { configKey } from "./config/useConfig.ts";
import { applyLanguage } from "./language/language.ts";
import { healingInterval } from "./outage/healing.ts";
import { createConsoleRouter } from "./router/router.ts";
import { applyTheme } from "./shell/theme.ts";
import StartFailed from "./shell/StartFailed.vue";
import "./styles/index.css";

const storageOf = ({ session }: ConsoleConfig) =>
  session === "memory"
    ? {}
    : { storage: webSessionStorage(session === "tab" ? "session" : "local") };

const start = (config: ConsoleConfig) => {
  const users = createUsers({
    options: {
      baseUrl: config.apiUrl,
      // Users are waiting, so fail early with an error they can act on.
      timeout: { attempt: 8_000, call: 15_000 },
      retry: { retries: 2, maxRetryAfter: 3_000 },
    },
    session: { clientId: config.clientId, ...storageOf(config) },
    endpoints: adminContract,
    queryClient: new QueryClient({
      defaultOptions: { queries: { staleTime: 5_000, refetchInterval: healingInterval } },
    }),
  });
  createApp(App)
    .provide(configKey, config)
    .provide(adminKey, users.client)
    .use(users)
    .use(createConsoleRouter(users))
    .mount("#app");
};

applyTheme();
try {
  await applyLanguage();
  start(await loadConfig());
} catch (error) {
  createApp(StartFailed, { error }).mount("#app");
}
