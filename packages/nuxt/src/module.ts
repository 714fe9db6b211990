import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as composables from "@knetik-users/vue";
import {
  addImports,
  addNitroPlugin,
  addPlugin,
  addRouteMiddleware,
  addServerHandler,
  addServerImports,
  createResolver,
  defineNuxtModule,
  extendRouteRules,
} from "@nuxt/kit";
import type { ModuleOptions, ResolvedOptions, ServerConfig } from "./moduleOptions.ts";
import { callsPath, sessionPath, signInPath, signOutPath } from "./runtime/shared/routes.ts";

export type { ModuleOptions, SessionOptions } from "./moduleOptions.ts";

/** Development only: sessions outlive a restart, and nothing has to be set up. */
const developmentPassword = (rootDir: string): string => {
  const file = path.join(rootDir, "node_modules/.cache/knetik-users/session-password");
  try {
    return readFileSync(file, "utf8");
  } catch {
    const password = randomBytes(32).toString("base64url");
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, password, { mode: 0o600 });
    return password;
  }
};

/** Composables for pages. The session of the Vue package lives in the browser; `useUserSession` replaces it. */
const composableNames = Object.keys(composables).filter(
  (name) => (/^use[A-Z]/.test(name) && name !== "useSession") || name === "property",
);

const serverUtilities = [
  "getUserSession",
  "requireUser",
  "serverUsersClient",
  "signInUser",
  "signOutUser",
];

const defaults: ResolvedOptions = {
  baseUrl: "",
  clientId: "web",
  clientSecret: "",
  session: { password: "", maxAge: 30 * 24 * 3600, store: "cookie", cookieName: "users-session" },
  path: "/api/_users",
  signInPage: "/sign-in",
  trustedProxies: 0,
  addressHeader: "",
  allowInsecureHttp: false,
};

/** The Nuxt module: `modules: ["@knetik-users/nuxt"]`, with its options under `users`. */
export default defineNuxtModule<ModuleOptions>({
  meta: { name: "@knetik-users/nuxt", configKey: "users", compatibility: { nuxt: ">=4.5.0" } },
  defaults,
  setup: (options, nuxt) => {
    const resolver = createResolver(import.meta.url);
    const resolve = (file: string) => resolver.resolve(file);
    // Nuxt has filled in the defaults, also those of `session`.
    const { path: routes, signInPage, ...given } = options as ResolvedOptions;
    const paths = { path: routes };
    const { rootDir, runtimeConfig } = nuxt.options;

    const server: ServerConfig = {
      ...given,
      session: {
        ...given.session,
        password:
          given.session.password.length === 0 && nuxt.options.dev
            ? developmentPassword(rootDir)
            : given.session.password,
      },
    };
    runtimeConfig["users"] = server;
    runtimeConfig.public["users"] = { path: routes, signInPage };

    nuxt.options.build.transpile.push(resolve("./runtime"));
    addPlugin({ src: resolve("./runtime/app/plugin.server"), mode: "server", order: -10 });
    addPlugin({ src: resolve("./runtime/app/plugin.client"), mode: "client", order: -10 });
    addRouteMiddleware({ name: "signed-in", path: resolve("./runtime/app/signedIn") });
    addImports([
      { name: "useUserSession", from: resolve("./runtime/app/useUserSession") },
      ...composableNames.map((name) => ({ name, from: resolve("./runtime/app/vue") })),
    ]);

    // Rules for all paths, such as `"/**": { swr: true }`, must not cache what a user gets.
    extendRouteRules(
      `${routes}/**`,
      { cache: false, swr: false, isr: false, prerender: false },
      { override: true },
    );
    addNitroPlugin(resolve("./runtime/server/handlers/nitroPlugin"));
    addServerImports(
      serverUtilities.map((name) => ({
        name,
        from: resolve(`./runtime/server/utils/${name}`),
      })),
    );
    const handler = (name: string) => resolve(`./runtime/server/handlers/${name}`);
    addServerHandler({
      route: sessionPath(paths),
      method: "get",
      handler: handler("readSession"),
    });
    addServerHandler({ route: signInPath(paths), method: "post", handler: handler("signIn") });
    addServerHandler({ route: signOutPath(paths), method: "post", handler: handler("signOut") });
    addServerHandler({ route: `${callsPath(paths)}/**`, handler: handler("proxy") });
  },
});
