import { defineNuxtConfig } from "nuxt/config";

/** The packages of this workspace from source, without a build. */
const conditions = ["@knetik-users/source"];

export default defineNuxtConfig({
  compatibilityDate: "2026-11-01",
  telemetry: false,
  devtools: { enabled: false },
  runtimeConfig: { public: { usersUrl: "http://127.0.0.1:8080" } },
  build: { transpile: ["@knetik-users/core", "@knetik-users/vue"] },
  vite: { resolve: { conditions }, ssr: { resolve: { conditions } } },
});
