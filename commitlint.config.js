/** Conventional Commits; a scope is a package or an application, or left out. */
export default {
  extends: ["@commitlint/config-conventional"],
  rules: {
    "scope-enum": [
      2,
      "always",
      ["core", "nestjs", "vue", "nuxt", "server", "tour", "accounts", "console", "cli", "docs"],
    ],
  },
};
