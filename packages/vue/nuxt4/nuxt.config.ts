import { defineNuxtConfig } from "nuxt/config";

export default defineNuxtConfig({
  compatibilityDate: "2026-11-01",
  runtimeConfig: { public: { usersUrl: "http://127.0.0.1:8080" } },
});
