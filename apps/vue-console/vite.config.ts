import vue from "@vitejs/plugin-vue";
import { defaultClientConditions, defineConfig } from "vite";

/** The API that `vite` (the development server) passes calls on to. */
const api = process.env["USERS_API_URL"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [vue()],
  // The packages' sources: no build of theirs is needed.
  resolve: { conditions: ["@knetik-users/source", ...defaultClientConditions] },
  build: {
    target: ["chrome123", "firefox121", "safari17.5"],
    // Fonts, scripts and pictures stay files of this origin: the content security policy asks it.
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/api": { target: api, rewrite: (path) => path.slice("/api".length) } } },
});
