import { defineNuxtConfig } from "nuxt/config";

/** The packages of this workspace from source, without a build. */
const conditions = ["@knetik-users/source"];

/** Each platform has folders of its own, because tests run several. */
const preset = process.env["NITRO_PRESET"];
const folders =
  preset === undefined
    ? { build: ".nuxt", output: ".output" }
    : {
        build: `node_modules/.cache/${preset}/build`,
        output: `node_modules/.cache/${preset}/output`,
      };

export default defineNuxtConfig({
  buildDir: folders.build,
  modules: ["../src/module"],
  compatibilityDate: "2026-11-01",
  telemetry: false,
  devtools: { enabled: false },
  // Empty values are set by the environment: NUXT_USERS_BASE_URL and NUXT_USERS_SESSION_PASSWORD.
  users: {},
  routeRules: {
    "/cached": { swr: 3600 },
    "/prerendered": { prerender: true },
    "/spa": { ssr: false },
    "/cdn": { headers: { "vercel-cdn-cache-control": "max-age=600" } },
    "/public": { headers: { "cache-control": "public, max-age=600" } },
    "/protected/cached": { swr: 3600 },
    "/protected/prerendered": { prerender: true },
    "/protected/spa": { ssr: false },
    "/api/cached": { cache: { maxAge: 3600 } },
    "/api/own-sign-in": { headers: { "cache-control": "public, max-age=600" } },
    // The module's own routes stay out of every cache.
    "/api/_users/**": {
      swr: 3600,
      headers: { "cache-control": "public, max-age=600", "cdn-cache-control": "max-age=600" },
    },
  },
  build: { transpile: [/@knetik-users/] },
  vite: {
    // The tests read what a mismatch is about.
    define: { __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true" },
    resolve: { conditions },
    ssr: { resolve: { conditions } },
  },
  nitro: {
    output: { dir: folders.output },
    exportConditions: conditions,
    esbuild: { options: { target: "es2022" } },
  },
});
