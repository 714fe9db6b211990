import { readFileSync } from "node:fs";
import { URL } from "node:url";
import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import vue from "eslint-plugin-vue";
import tseslint from "typescript-eslint";

const tests = ["**/*.test.ts", "**/*.test-d.ts", "**/test/**/*.ts"];

const effectBarrel = {
  name: "effect",
  message: 'Import the submodule ("effect/Effect"): the barrel costs 90 KB gzipped more.',
};
const packageBoundary = (allowed) => ({
  regex: `^@knetik-users/(?!(?:${allowed.join("|")})(?:/|$))`,
  message: "Imports point one way only: apps → nestjs | nuxt → vue | server | cli → core.",
});
const otherPackagesFiles = {
  regex: String.raw`^(?:\.\./)+(?:packages|apps|core|nestjs|vue|nuxt|server|cli)/`,
  message: "Import another package by its name.",
};

/** The imports that code of one package may not use. */
const restrictImports = (files, { paths = [], patterns = [] }) => ({
  files,
  rules: { "no-restricted-imports": ["error", { paths, patterns }] },
});

/** Rows of folders by package, from the tables in docs/architecture.md: a row imports only from the rows before it. */
const folders = [
  ...readFileSync(new URL("docs/architecture.md", import.meta.url), "utf8").matchAll(
    /^\*\*(\w+)\*\*\n\n((?:\|.*\n)+)/gm,
  ),
].map(([, name, table]) => [
  name,
  [...table.matchAll(/^\| (`[^|]+`) +\|/gm)]
    .map(([, cell]) => cell.match(/[\w./-]+/g).filter((folder) => !folder.includes(".")))
    .filter((row) => row.length > 0),
]);

/** How files beside or below a folder's parents name it: `a/b` is imported as `../a/b/` or as `../b/`. */
const namesOf = (folder) =>
  folder.split("/").map((_, index, parts) => parts.slice(index).join("/"));

const folderOrder = folders.flatMap(([name, rows]) =>
  rows.slice(0, -1).map((row, index) => ({
    files: row.map((folder) => `packages/${name}/src/${folder}/**/*.ts`),
    ignores: tests,
    rules: {
      // Not `no-restricted-imports`, which the rules of the packages set.
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `^(?:\\.\\./)+(?:${rows
                .slice(index + 1)
                .flat()
                .flatMap(namesOf)
                .join("|")})/`,
              message: "Folders import only from the rows above them in docs/architecture.md.",
            },
          ],
        },
      ],
    },
  })),
);

const syntaxRules = {
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/consistent-type-imports": "error",
  "@typescript-eslint/no-import-type-side-effects": "error",
  "@typescript-eslint/no-unused-vars": [
    "error",
    { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
  ],

  // Where the strict presets and the style of Effect programs disagree.
  "@typescript-eslint/array-type": "off",
  "@typescript-eslint/consistent-indexed-object-style": "off",
  "@typescript-eslint/consistent-type-definitions": "off",
  "@typescript-eslint/no-empty-object-type": [
    "error",
    { allowInterfaces: "with-single-extends", allowObjectTypes: "always" },
  ],
  "@typescript-eslint/no-empty-function": "off",
  "@typescript-eslint/no-extraneous-class": ["error", { allowWithDecorator: true }],
  "@typescript-eslint/no-invalid-void-type": "off",
  "@typescript-eslint/unified-signatures": "off",
  "require-yield": "off",
};

/** The same as in .oxlintrc.json, where they differ from the presets. */
const typedRules = {
  "@typescript-eslint/switch-exhaustiveness-check": [
    "error",
    { considerDefaultExhaustiveForUnions: true },
  ],
  "@typescript-eslint/dot-notation": ["error", { allowIndexSignaturePropertyAccess: true }],
  "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
  "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: true }],
  "@typescript-eslint/no-unnecessary-type-parameters": "off",
  "@typescript-eslint/require-await": "off",
  "@typescript-eslint/restrict-template-expressions": [
    "error",
    { allowNumber: true, allowBoolean: true },
  ],
};

export default defineConfig(
  {
    ignores: [
      "**/dist/**",
      "**/api/**/*.d.ts",
      "**/.readme/**",
      "**/.pack/**",
      "**/.turbo/**",
      "**/.types/**",
      "**/coverage/**",
      "**/test-artefacts/**",
      "**/.nuxt/**",
      "**/.output/**",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  // Rules that need types are oxlint's (.oxlintrc.json), which checks them in a fifteenth of the time.
  {
    files: ["**/*.ts"],
    extends: [eslint.configs.recommended, tseslint.configs.strict, tseslint.configs.stylistic],
    rules: syntaxRules,
  },
  // oxlint does not read types in single-file components, so ESLint checks both there.
  {
    files: ["apps/**/*.vue"],
    extends: [
      eslint.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: {
        // The tsconfig nearest to the file: unlike the project service, it reads the declarations of the
        // packages it references, and not their sources.
        project: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: [".vue"],
      },
    },
    rules: { ...syntaxRules, ...typedRules },
  },
  { files: ["**/*.js"], extends: [eslint.configs.recommended] },
  {
    files: ["apps/**/*.vue"],
    extends: [vue.configs["flat/recommended"]],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // Prettier lays them out.
      ...vue.configs["no-layout-rules"].rules,
      // vue-tsc knows better: what a browser has, and which props may be left out.
      "no-undef": "off",
      "vue/require-default-prop": "off",
      "@typescript-eslint/no-useless-default-assignment": "off",
    },
  },
  // All texts are in the console's catalogues (src/language/catalogues).
  {
    files: ["apps/vue-console/src/**/*.vue"],
    rules: {
      "vue/no-bare-strings-in-template": [
        "error",
        {
          allowlist: ["/", "…", "·", "https://", "image/png"],
          attributes: {
            "/.+/": [
              "title",
              "aria-label",
              "aria-description",
              "aria-roledescription",
              "alt",
              "placeholder",
            ],
            "/^Ui|Heading$/": ["label", "hint", "error"],
          },
        },
      ],
    },
  },

  {
    files: ["packages/*/src/**/*.ts"],
    // Nuxt and Nitro load modules, plugins, middleware and handlers by their default export.
    ignores: [...tests, "packages/nuxt/src/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Export by name." },
      ],
    },
  },

  ...folderOrder,

  // core: no framework, no Node built-in, no DOM, none of the other packages.
  {
    files: ["packages/core/src/**/*.ts"],
    ignores: tests,
    rules: {
      "no-console": "error",
      "no-restricted-globals": [
        "error",
        ...["window", "document", "navigator", "location", "history", "self", "top", "parent"],
        ...["localStorage", "sessionStorage", "indexedDB", "XMLHttpRequest", "EventSource"],
        ...["alert", "confirm", "prompt", "event", "name", "status", "origin", "length"],
        ...["process", "Buffer", "global", "require", "setImmediate"],
      ],
    },
  },
  restrictImports(["packages/core/**/*.ts"], {
    patterns: [packageBoundary(["core"]), otherPackagesFiles],
  }),
  {
    ...restrictImports(["packages/core/src/**/*.ts"], {
      paths: [effectBarrel],
      patterns: [
        packageBoundary([]),
        otherPackagesFiles,
        { regex: "^node:", message: "core runs in browsers and edge runtimes too." },
      ],
    }),
    ignores: tests,
  },
  restrictImports(["packages/server/**/*.ts"], {
    patterns: [packageBoundary(["core", "server"]), otherPackagesFiles],
  }),
  {
    ...restrictImports(["packages/server/src/**/*.ts"], {
      paths: [effectBarrel],
      patterns: [packageBoundary(["core"]), otherPackagesFiles],
    }),
    ignores: [...tests, "packages/server/src/sandbox/client/**"],
  },
  // The sandbox's client also runs in browsers, without the server.
  {
    ...restrictImports(["packages/server/src/sandbox/client/**"], {
      patterns: [
        {
          regex: "^(?!\\./|@knetik-users/core$)",
          message: "The sandbox's client does not import the server.",
        },
      ],
    }),
    ignores: tests,
  },

  // nestjs: core only; the server is for what tests of applications use.
  restrictImports(["packages/nestjs/**/*.ts"], {
    patterns: [packageBoundary(["core", "nestjs", "server"]), otherPackagesFiles],
  }),
  {
    ...restrictImports(["packages/nestjs/src/**/*.ts"], {
      paths: [effectBarrel],
      patterns: [packageBoundary(["core"]), otherPackagesFiles],
    }),
    ignores: [...tests, "packages/nestjs/src/testing/**"],
  },
  // What Nest knows of a module is its class.
  {
    files: ["packages/nestjs/**/*.ts"],
    rules: { "@typescript-eslint/no-extraneous-class": "off" },
  },

  // vue: core only; the server is for what tests of applications use.
  restrictImports(["packages/vue/**/*.ts"], {
    patterns: [packageBoundary(["core", "vue", "server"]), otherPackagesFiles],
  }),
  {
    ...restrictImports(["packages/vue/src/**/*.ts"], {
      paths: [effectBarrel],
      patterns: [packageBoundary(["core"]), otherPackagesFiles],
    }),
    ignores: [...tests, "packages/vue/src/testing/**"],
  },

  // nuxt: core and vue; the server is for its tests.
  restrictImports(["packages/nuxt/**/*.ts"], {
    patterns: [packageBoundary(["core", "vue", "nuxt", "server"]), otherPackagesFiles],
  }),
  {
    ...restrictImports(["packages/nuxt/src/**/*.ts"], {
      paths: [effectBarrel],
      patterns: [packageBoundary(["core", "vue"]), otherPackagesFiles],
    }),
    ignores: tests,
  },

  // Nuxt's transform of `await` runs both branches of an `if` whose branch awaits without braces.
  {
    files: ["packages/nuxt/src/runtime/app/**/*.ts", "packages/nuxt/playground/app/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            ":matches(IfStatement, ForStatement, ForOfStatement, WhileStatement) > ExpressionStatement:has(AwaitExpression)",
          message:
            "Put braces around it: Nuxt's transform of `await` breaks a branch without them.",
        },
      ],
    },
  },

  // cli: core only; its tests and benchmarks run against the server.
  restrictImports(["packages/cli/**/*.ts"], {
    patterns: [packageBoundary(["core", "cli", "server"]), otherPackagesFiles],
  }),
  {
    ...restrictImports(["packages/cli/src/**/*.ts"], {
      paths: [effectBarrel],
      patterns: [packageBoundary(["core"]), otherPackagesFiles],
    }),
    ignores: tests,
  },

  // The console lives on the composables: it has no HTTP of its own.
  {
    ...restrictImports(["apps/vue-console/src/**/*.{ts,vue}"], {
      paths: [effectBarrel, { name: "ky", message: "Use a composable of @knetik-users/vue." }],
      patterns: [packageBoundary(["core", "vue"]), otherPackagesFiles],
    }),
    ignores: tests,
  },

  {
    files: [...tests, "**/bench/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
